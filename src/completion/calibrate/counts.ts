// Sums of what was counted in several texts.

/** Numbers by name. */
type Counts<Type> = Readonly<Record<keyof Type, number>>;

export function addCounts<Type extends Counts<Type>>(a: Type, b: Type): Type {
  const sum: Record<keyof Type, number> = { ...a };
  for (const name of Object.keys(a) as (keyof Type)[]) sum[name] += b[name];
  return sum as Type;
}

/** As if the same had been counted `factor` times. */
export function scaleCounts<Type extends Counts<Type>>(counts: Type, factor: number): Type {
  const scaled: Record<keyof Type, number> = { ...counts };
  for (const name of Object.keys(counts) as (keyof Type)[]) scaled[name] *= factor;
  return scaled as Type;
}
