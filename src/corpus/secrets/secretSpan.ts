// The place of a secret in a text, and the rule that found it.

/** Half-open range of UTF-16 units. `rule`: the name of the rule, never the value. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** Joins spans that overlap; the earliest span names the rule. Sorted by start. */
export function mergeSpans(spans: readonly SecretSpan[]): SecretSpan[] {
  const merged: SecretSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && span.start < last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else if (span.end > span.start) merged.push(span);
  }
  return merged;
}

/** The parts of the spans between `from` and `to`. */
export function clipSpans(spans: readonly SecretSpan[], from: number, to: number): SecretSpan[] {
  return spans
    .map(({ start, end, rule }) => ({ start: Math.max(from, start), end: Math.min(to, end), rule }))
    .filter(({ start, end }) => start < end);
}

/** The same, counted from there. */
export function spansIn(spans: readonly SecretSpan[], from: number, to: number): SecretSpan[] {
  return clipSpans(spans, from, to).map((span) => ({ ...span, start: span.start - from, end: span.end - from }));
}

/** Stands in the place of a secret, whatever its length. */
export const mask = '***';
