/** Adds two records of numbers name by name. */
export function addNumbers<T extends object>(a: T, b: T): T {
  const add = ([name, value]: [string, number]): [string, number] => [
    name,
    value + (b as Record<string, number>)[name]!,
  ];
  return Object.fromEntries(Object.entries(a as Record<string, number>).map(add)) as T;
}
