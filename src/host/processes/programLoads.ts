// Measures memory and CPU of our programs again and again.
import { availableParallelism } from 'node:os';
import { coresUsed, programNames, type ProgramName, type ProgramUsage } from '../../protocol/programUsage.ts';
import type { ProgramResources, Resources } from '../../protocol/resources.ts';

const machineCores = availableParallelism();

/** Undefined: the program does not run. */
export type ProgramMeters = Readonly<Record<ProgramName, () => Promise<ProgramUsage | undefined>>>;

/** The returned function measures all programs. Their CPU is that since it was called before. `now`: milliseconds, monotonic. */
export function createLoadMeter(
  meters: ProgramMeters,
  now = () => performance.now(),
): () => Promise<Resources['programs']> {
  const earlier = new Map<ProgramName, { readonly usage: ProgramUsage; readonly atMs: number }>();

  async function measure(name: ProgramName): Promise<ProgramResources | undefined> {
    const usage = await meters[name]().catch(() => undefined);
    const before = earlier.get(name);
    earlier.delete(name);
    if (!usage) return undefined;
    const atMs = now();
    earlier.set(name, { usage, atMs });
    // A restarted program counts its CPU time from zero.
    const isSame = before !== undefined && before.usage.cpuMs <= usage.cpuMs;
    return {
      memoryBytes: usage.memoryBytes,
      // A reply that waits makes the time between two measurements seem short.
      cores: isSame ? Math.min(machineCores, coresUsed(before.usage, usage, atMs - before.atMs)) : undefined,
    };
  }

  return async () => {
    const loads = await Promise.all(programNames.map(async (name) => [name, await measure(name)] as const));
    // One entry for each program.
    return Object.fromEntries(loads) as Resources['programs'];
  };
}
