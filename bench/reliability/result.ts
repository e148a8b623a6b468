// What the benchmark counts.

export interface Faults {
  injected: number;
  survived: number;
}

/** The first failures, in words, so that they can be repeated. */
export interface Report<Counts> {
  readonly counts: Counts;
  readonly failures: readonly string[];
}

const mostFailures = 20;

export function note(failures: string[], failure: string): void {
  if (failures.length < mostFailures) failures.push(failure);
}

export function addFaults(reports: readonly Report<Faults>[]): Report<Faults> {
  const sum = (name: keyof Faults): number => reports.reduce((total, { counts }) => total + counts[name], 0);
  return {
    counts: { injected: sum('injected'), survived: sum('survived') },
    failures: reports.flatMap(({ failures }) => failures),
  };
}
