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

/** The sum of all kinds, and each kind. */
export function addFaults(
  reports: Readonly<Record<string, Report<Faults>>>,
): Report<Faults & { kinds: Readonly<Record<string, Faults>> }> {
  const all = Object.values(reports);
  const sum = (name: keyof Faults): number => all.reduce((total, { counts }) => total + counts[name], 0);
  const kinds = Object.fromEntries(Object.entries(reports).map(([kind, { counts }]) => [kind, counts]));
  return {
    counts: { injected: sum('injected'), survived: sum('survived'), kinds },
    failures: all.flatMap(({ failures }) => failures),
  };
}
