// Collects the texts of a folder that is an object: path -> text.
import { collect, type CollectOptions } from '../../../src/corpus/collect.ts';
import { learnableText } from '../../../src/corpus/learnableText.ts';
import type { Root } from '../../../src/corpus/walk.ts';
import { folder } from './folder.ts';

export const open: CollectOptions = {
  include: [],
  exclude: [],
  maxFileBytes: 1e6,
  maxTotalCharacters: 1e6,
  learnableText,
};

/** Paths used, and path -> rule of those excluded, without the root's name. */
export async function walk(
  files: Readonly<Record<string, string>>,
  options: Partial<CollectOptions> = {},
  root: Partial<Root> = {},
  times: Readonly<Record<string, number>> = {},
) {
  const tree = folder(files, times);
  const { texts, excluded } = await collect([{ name: 'ws', tree, ...root }], { ...open, ...options });
  return {
    used: texts.map(({ path }) => path.slice(3)),
    excluded: Object.fromEntries(excluded.map(({ path, rule }) => [path.slice(3), rule])),
    texts,
    opened: tree.opened,
  };
}
