// Which module each name is imported from in the learned text, or which file exports it.
import * as v from 'valibot';
import { exportsIn, importsIn } from './importStatements.ts';
import { between, folderOf, isRelative, joined, rootOf, stemOf } from './relativePaths.ts';

export interface ImportSources {
  /** Adds the imports and exports of a text that is learned. `text`: whole lines. */
  add(path: string, text: string): void;
  /** The modules from which most of these names are imported, as the document names them without extensions, the likeliest first. */
  pathsOf(names: readonly string[], document: string): readonly string[];
  /** For `createImportSources`. */
  save(): string;
}

/** The module from which a name is imported in most statements, or which exports it. */
interface Vote {
  source: string;
  count: number;
}

/** About 100 bytes each. */
const mostNames = 2 ** 15;
/** So that a name that has moved is soon imported from its new place. */
const mostVotes = 4;
/** Before the path of a file. No package begins so. */
const fileMark = '/';

/** `saved`: what `save` returned. */
export function createImportSources(saved?: string): ImportSources {
  const votes = restored(saved);

  /** A majority vote that keeps one candidate, as of Boyer and Moore, "MJRTY: a fast majority vote algorithm" (1991). */
  function vote(name: string, source: string): void {
    const given = votes.get(name);
    if (!given && votes.size >= mostNames) return;
    if (!given || given.count === 0) votes.set(name, { source, count: 1 });
    else if (given.source === source) given.count = Math.min(mostVotes, given.count + 1);
    else given.count--;
  }

  function pathIn(source: string, document: string): string | undefined {
    if (!source.startsWith(fileMark)) return source;
    const target = source.slice(fileMark.length);
    const [root, folder] = [rootOf(document), folderOf(document)];
    const isOther = root !== '' && target.startsWith(root) && target !== moduleOf(document) && target !== folder;
    return isOther ? between(folder, target) : undefined;
  }

  return {
    add: (path, text) => {
      for (const name of exportsIn(text)) vote(name, fileMark + moduleOf(path));
      for (const { path: imported, names } of importsIn(text)) {
        if (imported === '') continue;
        const isFile = isRelative(imported);
        const source = isFile ? fileMark + moduleOf(joined(folderOf(path), imported)) : imported;
        for (const name of names) vote(name, source);
      }
    },
    pathsOf: (names, document) => {
      const counts = new Map<string, number>();
      for (const name of names) {
        const known = votes.get(name);
        if (known && known.count > 0) counts.set(known.source, (counts.get(known.source) ?? 0) + known.count);
      }
      const likeliest = [...counts].sort(([, one], [, other]) => other - one);
      return likeliest.flatMap(([source]) => pathIn(source, document) ?? []);
    },
    save: () => JSON.stringify([...votes].map(([name, { source, count }]) => [name, source, count])),
  };
}

/** As imports of any file name it: without its extension, and a folder for its index. */
const moduleOf = (path: string): string => stemOf(path).replace(/\/index$/, '');

const savedVotes = v.array(v.tuple([v.string(), v.string(), v.number()]));

/** Throws where it was not made by `save`. */
function restored(saved = '[]'): Map<string, Vote> {
  const entries = v.parse(savedVotes, JSON.parse(saved));
  return new Map(entries.map(([name, source, count]) => [name, { source, count }]));
}
