// A workspace whose lines repeat, so that what is suggested at each caret of the typing tests is certain. A file of `cases` has the
// text around a caret.

const names = ['north', 'south', 'harbor', 'valley', 'garden', 'market', 'station', 'bridge'];

/** A TypeScript file of the corpus. */
const moduleOf = (name: string): string => `import { openLedger } from './ledger.ts';

/** Reports the rows of ${name}. */
export function ${name}Report(rows: number[]): number {
  let total = 0;
  for (let index = 0; index < rows.length; index++) {
    total = total + rows[index]!;
  }
  if (isBalanced) {
    transfer(account, total);
  }
  openLedger(account, total);
  return total;
}

/** Checks the rows of ${name}. */
export function ${name}Check(rows: number[]): number {
  let total = 1;
  for (let index = 0; index < rows.length; index++) {
    total = total * rows[index]!;
  }
  if (isBalanced) {
    transfer(account, total);
  }
  openLedger(account, total);
  return total;
}
`;

const noteOf = (name: string): string =>
  Array.from(
    { length: 6 },
    (_, day) => `# Day ${day + 1} in ${name}

The old ledger stands open on the shelf beside the green door.
Every evening the keeper writes the numbers of ${name} into it.
The quick brown fox jumps over the lazy dog behind the ${name}.
`,
  ).join('\n');

/** A line that is longer than one suggestion, which would end with a sentence or a line. */
export const tides = `${Array.from(
  ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'last'],
  (day) => `on the ${day} day of the moon the ferry leaves before the tide turns at the lighthouse`,
).join(', ')}\n`;

const pageOf = (name: string): string =>
  Array.from({ length: 8 }, () => '<section>\n  <p>Welcome to the ledger of the town</p>\n</section>').join('\n') +
  `\n<!-- ${name} -->\n`;

/** The text of each file by its path. */
export function typingFixture(cases: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...Object.fromEntries(names.map((name) => [`src/${name}.ts`, moduleOf(name)])),
    ...Object.fromEntries(names.map((name) => [`notes/${name}.md`, noteOf(name)])),
    ...Object.fromEntries(names.map((name) => [`tides/${name}.txt`, `# Tides at ${name}\n\n${tides}`])),
    ...Object.fromEntries(names.map((name) => [`pages/${name}.html`, pageOf(name)])),
    ...Object.fromEntries(Object.entries(cases).map(([name, text]) => [`cases/${name}`, text])),
  };
}
