// Measures memory, CPU and storage every few seconds, while the dashboard shows them.
import type { Disposable } from 'vscode';
import type { Resources } from '../../protocol/resources.ts';
import { createLoadMeter, type ProgramMeters } from '../processes/programLoads.ts';
import type { StorageUsage } from '../storage/storageUsage.ts';

const defaultIntervalMs = 3000;

export interface ResourceMeters {
  readonly programs: ProgramMeters;
  storage(): Promise<StorageUsage>;
  /** Resident memory of the host's process. */
  hostBytes(): number;
  /** The limits that do not change while it measures. */
  limits(): Pick<Resources, 'maxCores' | 'maxHeapBytes'>;
}

/** Reports at once, and then after each interval, until it is disposed. `now`: milliseconds, monotonic. */
export function watchResources(
  meters: ResourceMeters,
  report: (resources: Resources) => void,
  { intervalMs = defaultIntervalMs, now }: { readonly intervalMs?: number; readonly now?: () => number } = {},
): Disposable {
  const measurePrograms = createLoadMeter(meters.programs, now);
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;

  async function measure(): Promise<void> {
    const programs = await measurePrograms();
    const { bytes: storageBytes, maxBytes: maxStorageBytes, learnedBytes } = await meters.storage();
    if (isDisposed) return;
    report({
      programs,
      hostBytes: meters.hostBytes(),
      ...meters.limits(),
      storageBytes,
      maxStorageBytes,
      learnedBytes,
    });
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
