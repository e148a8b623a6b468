// Repeats asynchronous work whose rules changed while it ran.

/** `rules` returns a value that JSON can represent. */
export async function untilRulesStable<Rules, Result>(
  rules: () => Rules,
  work: (rules: Rules) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const before = rules();
    const result = await work(before);
    if (JSON.stringify(before) === JSON.stringify(rules())) return result;
  }
}
