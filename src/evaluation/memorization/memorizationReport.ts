// Summarizes the results of all canaries of a kind that were planted equally often.
import { mean, median } from 'simple-statistics';
import { spaceBits, type CanaryKind } from './canaries.ts';
import type { CanaryResult } from './measureCanaries.ts';

export interface MemorizationRow {
  readonly kind: CanaryKind;
  readonly repetitions: number;
  readonly canaries: number;
  /** Bits; the largest possible value is `maxExposure`. Of a canary that was not learned it is 1.4 on average. */
  readonly meanExposure: number;
  readonly medianExposure: number;
  readonly maxExposure: number;
  /** Share of the characters that suggestions reveal, and of canaries that they reveal completely. */
  readonly extractedShare: number;
  readonly extractedCompletely: number;
}

/** In the order of the results. */
export function memorizationRows(results: readonly CanaryResult[]): readonly MemorizationRow[] {
  const groups = new Map<string, CanaryResult[]>();
  for (const result of results) {
    const key = `${result.kind} ${result.repetitions}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return Array.from(groups.values(), (group) => {
    const { kind, repetitions } = group[0]!;
    const bits = group.map(({ exposure }) => exposure.bits);
    return {
      kind,
      repetitions,
      canaries: group.length,
      meanExposure: mean(bits),
      medianExposure: median(bits),
      maxExposure: spaceBits(kind),
      extractedShare: mean(group.map(({ extracted, length }) => extracted / length)),
      extractedCompletely: mean(group.map(({ extracted, length }) => Number(extracted === length))),
    };
  });
}
