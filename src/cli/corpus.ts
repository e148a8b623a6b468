// `corpus`: shows what would be learned from a folder, without learning: each file, the rule that excludes it, and the places
// where secrets are masked.
import { characterCount } from '../corpus/characterCount.ts';
import { byPath } from '../corpus/corpus.ts';
import type { ExclusionReason, MaskedPlace } from '../corpus/sourceText.ts';
import { printable, printableText } from './printable.ts';
import { collectFolder, rootName } from './readFolder.ts';

export interface CorpusOptions {
  readonly json: boolean;
  /** Also show each text as it would be learned. */
  readonly text: boolean;
}

interface CorpusFile {
  /** Inside the folder. One that ends in a slash stands for a folder. */
  readonly path: string;
  readonly taken: boolean;
  /** Why it is excluded. */
  readonly rule: ExclusionReason | null;
  /** Code points that would be learned. */
  readonly characters: number;
  readonly masked: readonly MaskedPlace[];
  readonly text?: string;
}

export interface CorpusReport {
  /** By path. */
  readonly files: readonly CorpusFile[];
  readonly characters: number;
  /** Time to read and mask. */
  readonly seconds: number;
}

export async function showCorpus(folder: string, { json, text }: CorpusOptions): Promise<void> {
  const report = await corpusReport(folder, text);
  console.log(json ? JSON.stringify(report) : formatReport(report));
}

async function corpusReport(folder: string, withText: boolean): Promise<CorpusReport> {
  const start = performance.now();
  const { texts, excluded } = await collectFolder(folder);
  const seconds = (performance.now() - start) / 1000;
  const inside = (path: string): string => path.slice(rootName(folder).length + 1);
  const taken = texts.map(({ path, text, masked = [] }): CorpusFile => ({
    path: inside(path),
    taken: true,
    rule: null,
    characters: characterCount(text),
    masked,
    ...(withText && { text }),
  }));
  const omitted = excluded.map(({ path, rule }): CorpusFile => ({
    path: inside(path),
    taken: false,
    rule,
    characters: 0,
    masked: [],
  }));
  const files = [...taken, ...omitted].sort(byPath);
  return { files, characters: files.reduce((sum, { characters }) => sum + characters, 0), seconds };
}

function formatReport({ files, characters, seconds }: CorpusReport): string {
  const taken = files.filter((file) => file.taken);
  const places = taken.reduce((sum, { masked }) => sum + masked.length, 0);
  return [
    ...files.flatMap(({ path, rule, characters: size, masked, text }) => [
      `${rule === null ? 'learned ' : 'excluded'}  ${printable(path)}  ${rule ?? `${size} characters`}`,
      ...masked.map((place) => `          line ${place.line}: masked (${place.rule})`),
      ...(text === undefined ? [] : [printableText(text)]),
    ]),
    `${taken.length} of ${files.length} entries, ${characters} characters, ${places} masked places, ${seconds.toFixed(2)} s`,
  ].join('\n');
}
