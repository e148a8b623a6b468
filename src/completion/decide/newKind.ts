// The first lines of a file of a kind that was never learned, as the first YAML file in a folder of code, and of a commit message: words are
// right there in two thirds of the promised cases (docs/decisions/first-text-of-a-kind.md).
import { isProseFile } from '../../model/proseFile.ts';
import { nameOf } from './relativePaths.ts';

/** UTF-16 units from the beginning of a document. */
const firstUnits = 300;
/** Probability that such a text is unfamiliar, at least. */
const unfamiliarAtLeast = 0.36;

/** `measured`: the probability that the models tell. `before`: the text before the caret, from the beginning of the document if it is short. */
export function unfamiliarAt(measured: number | undefined, before: string, isKnownKind = true): number | undefined {
  return isKnownKind || before.length >= firstUnits ? measured : Math.max(measured ?? 0, unfamiliarAtLeast);
}

/** Kinds of files, by the ending of their names. */
export interface FileKinds {
  add(path: string): void;
  /** Whether another file of the kind was learned. */
  hasKind(document: string): boolean;
}

export function createFileKinds(paths: Iterable<string> = []): FileKinds {
  /** The first path of each kind, and true where there are others. */
  const known = new Map<string, string | true>();
  const add = (path: string): void => {
    const first = known.get(kindOf(path));
    if (first !== true && first !== path) known.set(kindOf(path), first === undefined ? path : true);
  };
  for (const path of paths) add(path);
  return {
    add,
    hasKind: (document) => {
      const first = known.get(kindOf(document));
      return first !== undefined && first !== document;
    },
  };
}

/** The ending of the name, or all of it. All files of text for people are one kind. */
function kindOf(path: string): string {
  if (isProseFile(path)) return 'prose';
  const name = nameOf(path).toLowerCase();
  return name.slice(Math.max(0, name.lastIndexOf('.')));
}
