// Round tick values.

/** About `count` ascending multiples of 1, 2, 2.5 or 5 times a power of ten. The axis may be reversed. */
export function niceTicks(axis: { readonly from: number; readonly to: number }, count: number): readonly number[] {
  const [from, to] = [Math.min(axis.from, axis.to), Math.max(axis.from, axis.to)];
  const roughStep = (to - from) / count;
  if (!(roughStep > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(roughStep));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= roughStep * 0.99)!;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
