// Measures memory, CPU and storage every few seconds, while the dashboard shows them.
import type { Disposable } from 'vscode';
import { coresUsed, programNames, type ProgramName, type ProgramUsage } from '../../protocol/programUsage.ts';
import type { ProgramResources, Resources } from '../../protocol/resources.ts';
import type { StorageUsage } from '../storage/storageUsage.ts';

const defaultIntervalMs = 3000;

export interface ResourceMeters {
  readonly programs: Readonly<Record<ProgramName, () => Promise<ProgramUsage | undefined>>>;
  storage(): Promise<StorageUsage>;
  /** The limits that do not change while it measures. */
  limits(): Pick<Resources, 'maxCores' | 'maxHeapBytes'>;
}

/** Reports at once, and then after each interval, until it is disposed. */
export function watchResources(
  meters: ResourceMeters,
  report: (resources: Resources) => void,
  intervalMs = defaultIntervalMs,
): Disposable {
  const earlier = new Map<ProgramName, { readonly usage: ProgramUsage; readonly atMs: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;

  async function measured(name: ProgramName): Promise<ProgramResources | undefined> {
    const usage = await meters.programs[name]();
    const before = earlier.get(name);
    earlier.delete(name);
    if (!usage) return undefined;
    const atMs = performance.now();
    earlier.set(name, { usage, atMs });
    const cores = before && coresUsed(before.usage, usage, atMs - before.atMs);
    return { memoryBytes: usage.memoryBytes, cores };
  }

  async function measure(): Promise<void> {
    const programs = await Promise.all(programNames.map(async (name) => [name, await measured(name)] as const));
    const { bytes: storageBytes, maxBytes: maxStorageBytes } = await meters.storage();
    if (isDisposed) return;
    // One entry for each program.
    const byName = Object.fromEntries(programs) as Resources['programs'];
    report({ programs: byName, ...meters.limits(), storageBytes, maxStorageBytes });
    timer = setTimeout(() => void measure(), intervalMs);
  }

  void measure();
  return {
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
    },
  };
}
