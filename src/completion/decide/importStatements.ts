// The modules that a text imports, as `import { a } from './x'` and `const a = require('../y.js')`, what it imports from them, and what it
// exports itself.

export interface Import {
  /** Where the module's name begins, UTF-16 units. */
  readonly at: number;
  /** The module's name as far as it is written: a relative path, a package. */
  readonly path: string;
  /** Of what is imported, as far as known. */
  readonly names: readonly string[];
}

/** After one of these words, a string names a module. */
const modules = /\b(?:from|import|require|mock)[ \t]{0,2}\(?[ \t]{0,2}["'](?<path>[^"'\s]{0,200})/g;
const identifiers = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** What begins the statement. */
const keywords = ['import ', 'export ', 'const '];
/** UTF-16 units before the module in which the statement begins. */
const lookBack = 600;

export function importsIn(text: string): Import[] {
  return [...text.matchAll(modules)].map(({ index, 0: all, groups }) => {
    const { path } = groups as { path: string };
    const names = namesIn(text.slice(Math.max(0, index - lookBack), index));
    return { at: index + all.length - path.length, path, names };
  });
}

/** The names in the statement that ends with the text. */
function namesIn(text: string): readonly string[] {
  const start = Math.max(...keywords.map((word) => text.lastIndexOf(word)));
  const statement = text.slice(Math.max(0, start));
  if (start === -1 || /[;'"`]/.test(statement)) return [];
  return (statement.match(identifiers) ?? []).slice(1).filter((name) => name !== 'type' && name !== 'as');
}

const exported =
  /\bexport[ \t]{1,4}(?:(?:default|declare|abstract|async|const|let|var|function|class|interface|type|enum|namespace)[ \t*]{1,4}){1,4}(?<name>[\p{L}_$][\p{L}\p{N}_$]{0,100})/gu;

/** Names that a text declares and exports at once. */
export function exportsIn(text: string): string[] {
  return [...text.matchAll(exported)].map(({ groups }) => groups!.name!);
}
