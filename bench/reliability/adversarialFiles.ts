// Workspaces that are meant to block the thread that reads them: each kind of file or name alone.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** As long as a line may be in a file that is not minified, times as many as a rule sees in one part. UTF-16 units. */
const lineLength = 19_000;
const fileLength = 440_000;
const largest = 1_990_000;

const repeat = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);
/** Lines that begin a rule, go on for long, and end without a match. */
const lines = (start: string, unit: string, end = ' !'): string =>
  repeat(`${start}${repeat(unit, lineLength)}${end}\n`, fileLength);
const many = (count: number, name: (n: number) => string, text: string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [name(n), text]));
const source = 'export const total = first + second;\n'.repeat(20);
const prose = 'The hidden state goes on from one character to the next. ';

/** `scale`: of the numbers of files, 1 at most. */
const workspaces = {
  prefixesOfRules: () => ({
    'blanks.ts': lines('password = (', ' '),
    'encoded.txt': lines('%2B ', 'abcdefghij'),
    'quotes.sql': `INSERT INTO users (id, bio, password) VALUES (1, '${"it''s ".repeat(4000)}', NOW());\n`,
    'tokens.py': lines('key = "', 'sk_live_'),
    'addresses.md': lines('https://user:', 'a'),
    'backslashes.js': lines('const secret = "', '\\"'),
    'dashes.txt': lines('-----BEGIN ', '-'),
    'brackets.ts': lines('secret(', '(', ''),
  }),
  longLines: () => ({
    'prose.md': repeat(prose, fileLength),
    'minified.js': repeat('a=b;', largest),
    'spaces.txt': repeat(' ', largest),
    'lines.txt': repeat('\n', largest),
    'letters.md': repeat('\u{1d54f}', largest / 2),
  }),
  damagedNotebooks: () => ({
    'open.ipynb': `{"cells": [${repeat('{"a": [', largest)}`,
    'quotes.ipynb': `{"cells": [${repeat('{"source": "x"}, "', largest)}`,
    'long.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: repeat(source, 1_900_000) }] }),
  }),
  encodings: () => ({
    'utf16.txt': Buffer.from(`\ufeff${repeat(prose, largest / 2 - 2)}`, 'utf16le'),
    'windows.txt': Buffer.from(repeat(`${prose}\xe9\n`, largest), 'latin1'),
    'surrogates.txt': Buffer.from(`\ufeff${'\ud800'.repeat(largest / 2 - 2)}`, 'utf16le'),
  }),
  manyFiles: (scale) => many(20_000 * scale, (n) => `many/${n}.md`, prose),
  hugeNames: (scale) => many(2000 * scale, (n) => `${repeat('a*]\n-', 240)}${n}`, prose),
  deepFolders: () => many(100, (n) => `${'d/'.repeat(n)}a.md`, prose),
  manyIgnoreRules: (scale) => ({
    '.gitignore': repeat('*a*a*a*b*c\n', 200_000 * scale),
    ...many(20, (n) => `${'a'.repeat(200)}${n}.md`, prose),
  }),
} satisfies Readonly<Record<string, (scale: number) => Files>>;

export type WorkspaceKind = keyof typeof workspaces;
export const workspaceKinds = Object.keys(workspaces) as readonly WorkspaceKind[];

/** Returns the paths of the files. */
export function writeAdversarialWorkspace(folder: string, kind: WorkspaceKind, scale = 1): readonly string[] {
  const files: Files = workspaces[kind](scale);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return Object.keys(files).map((path) => join(folder, path));
}
