/** What `work` makes of `rules()`, a plain value of JSON: again where the rules are others by the time it is done. */
export async function untilRulesStable<Rules, Result>(
  rules: () => Rules,
  work: (rules: Rules) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const asked = rules();
    const result = await work(asked);
    if (JSON.stringify(asked) === JSON.stringify(rules())) return result;
  }
}
