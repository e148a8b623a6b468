// The numbers at the vertical axis of a chart.
const mostDigits = 4;

/** Labels that do not round the numbers, unless they need more than four digits. */
export function tickLabels(ticks: readonly number[], tick: (value: number, digits: number) => string): string[] {
  const isExact = (digits: number): boolean =>
    ticks.every((value) => Math.abs(Number(value.toPrecision(digits)) - value) <= 1e-9 * Math.abs(value));
  let digits = 2;
  while (digits < mostDigits && !isExact(digits)) digits++;
  return ticks.map((value) => tick(value, digits));
}
