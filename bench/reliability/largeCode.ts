// What a real folder with much code costs: its first reading, a window that is opened again, a save, a branch switch, and a keystroke
// after much text was learned. CPU time is that of all threads, also of the masker.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from 'simple-statistics';
import { loadModels } from '../../src/cli/loadModels.ts';
import { withMasker } from '../../src/cli/masker.ts';
import { folderTree, readFolder } from '../../src/cli/readFolder.ts';
import { collect, type Collection, type CollectOptions, type KnownFile } from '../../src/corpus/collect.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { createCompleter } from '../../src/predictor/completer.ts';
import { turns } from '../../src/processes/turns.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { defaultCorpusLimits, defaultSampling } from '../../src/protocol/settings.ts';
import { inTemporaryFolder } from '../temporaryFolder.ts';
import { watchEventLoop } from './eventLoop.ts';
import { note } from './result.ts';

export interface LargeCodeOptions {
  readonly files: number;
  readonly bytes: number;
  /** Files that a branch switch changes. */
  readonly switched: number;
  /** UTF-16 units that are learned before keys are measured. */
  readonly learned: number;
  readonly keys: number;
}

export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** CPU time of the host's thread in its longest turn. */
  readonly longestTurnCpuMs: number;
}

export interface LargeCode {
  readonly files: number;
  readonly megabytes: number;
  readonly chosen: { readonly files: number; readonly megacharacters: number };
  readonly opened: Cost;
  /** With the state of an earlier window: no file is opened. */
  readonly openedAgain: Cost;
  readonly saved: Cost;
  readonly switched: Cost;
  /** CPU seconds to learn a million characters, in the background. */
  readonly learningCpuSecondsPerMegacharacter: number;
  readonly keystrokeCpuMs: { readonly afterSmall: Quantiles; readonly afterLarge: Quantiles };
}

interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

const filesPerFolder = 40;
const sources = ['engine', 'completion'].map((name) => new URL(`../../src/${name}`, import.meta.url).pathname);

/** Files of the given size, made of this project's code with other identifiers. The first ones were changed last. */
function writeCode(folder: string, texts: readonly SourceText[], { files, bytes }: LargeCodeOptions): void {
  const code = texts.map(({ text }) => text).join('\n');
  const length = Math.floor(bytes / files);
  for (let file = 0; file < files; file++) {
    const inside = join(folder, `package${Math.floor(file / filesPerFolder)}`);
    if (file % filesPerFolder === 0) mkdirSync(inside);
    const at = (file * 7919) % (code.length - length);
    const variant = file % 97;
    const text = code.slice(at, at + length).replaceAll(/\b[a-z]\w{7,}\b/g, (word) => `${word}${variant}`);
    const path = join(inside, `module${file}.ts`);
    writeFileSync(path, text.slice(0, length));
    utimesSync(path, 2e9 - file, 2e9 - file);
  }
}

export async function costOf<Result>(work: () => Promise<Result>): Promise<[Result, Cost]> {
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  const loop = watchEventLoop();
  const result = await work();
  const { cpuMs } = loop.stop();
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = rounded((performance.now() - began) / 1000);
  return [result, { seconds, cpuSeconds: rounded((user + system) / 1e6), longestTurnCpuMs: rounded(cpuMs) }];
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const total = (texts: readonly SourceText[]): number => texts.reduce((sum, { text }) => sum + text.length, 0);

export async function measureLargeCode(options: LargeCodeOptions): Promise<LargeCode & { failures: string[] }> {
  const failures: string[] = [];
  return inTemporaryFolder(async (folder) => {
    const code = (await Promise.all(sources.map((source) => readFolder(source)))).flat();
    writeCode(folder, code, options);
    const reading = await withMasker((learnableText) => measureReading(folder, { learnableText, failures, options }));
    const { texts, ...costs } = reading;
    const typed = await measureTyping(texts, code, options);
    return { files: options.files, megabytes: options.bytes / 1e6, ...costs, ...typed, failures };
  });
}

interface Reading {
  readonly learnableText: CollectOptions['learnableText'];
  readonly failures: string[];
  readonly options: LargeCodeOptions;
}

async function measureReading(folder: string, { learnableText, failures, options }: Reading) {
  const roots = [{ name: 'w', tree: folderTree(folder) }];
  const read = (more: Partial<CollectOptions> = {}): Promise<Collection> =>
    collect(roots, {
      ...defaultCorpusLimits,
      learnableText,
      ...more,
      turns,
    });
  const [{ texts }, opened] = await costOf(() => read());
  const newest = texts.every(({ path }) => Number(/module(\d+)/.exec(path)![1]) < texts.length);
  if (!newest) note(failures, 'large code: the files that were changed last were not chosen');
  if (total(texts) > defaultCorpusLimits.maxTotalCharacters) note(failures, 'large code: more than the total limit');
  const known = new Map(
    texts.map(({ path, text, saved }): [string, KnownFile] => [path, { ...saved!, result: text.length }]),
  );
  const [again, openedAgain] = await costOf(() => read({ known: async () => (path) => known.get(path) }));
  if (again.unchanged?.length !== texts.length) note(failures, 'large code: known files were opened again');
  const only = (count: number): Set<string> => new Set(texts.slice(0, count).map(({ path }) => path));
  const [one, saved] = await costOf(() => read({ only: only(1) }));
  const [many, switched] = await costOf(() => read({ only: only(options.switched) }));
  if (one.texts.length !== 1) note(failures, 'large code: a saved file was not read');
  const expected = Math.min(options.switched, texts.length);
  if (many.texts.length !== expected) note(failures, `large code: ${many.texts.length} of ${expected} files were read`);
  const chosen = { files: texts.length, megacharacters: rounded(total(texts) / 1e6) };
  return { texts, chosen, opened, openedAgain, saved, switched };
}

/** Types after little text and after much. `code`: the user types in it. */
async function measureTyping(
  texts: readonly SourceText[],
  code: readonly SourceText[],
  { learned, keys }: LargeCodeOptions,
) {
  const models = await loadModels(true);
  const typed = code.reduce((longest, text) => (text.text.length > longest.text.length ? text : longest)).text;
  const after = async (
    length: number,
  ): Promise<{ readonly quantiles: Quantiles; readonly perMegacharacter: number }> => {
    let left = length;
    const chosen = texts.filter(({ text }) => (left -= text.length) > -text.length);
    const completer = createCompleter({ models, ...turns });
    const before = process.threadCpuUsage();
    // As the texts nearest to the user: without the calibration, which follows when all are learned.
    const expectedCharacters = total(chosen);
    await completer.learn(
      chosen.map(({ path, text }) => ({ path, text })),
      { expectedCharacters },
    );
    const { user, system } = process.threadCpuUsage(before);
    const times: number[] = [];
    for (let key = 0; key < keys; key++) {
      const request: CompletionRequest = {
        document: 'w/typed.ts',
        before: typed.slice(0, 2000 + key),
        after: '',
        maxCharacters: 60,
        multiline: true,
        sampling: defaultSampling,
        model: 'mixture',
        confidence: 'balanced',
      };
      const start = process.threadCpuUsage();
      await completer.complete(request, () => false);
      const used = process.threadCpuUsage(start);
      times.push((used.user + used.system) / 1000);
    }
    // The first one reads the text before the cursor.
    times.shift();
    const quantiles = { p50: rounded(quantile(times, 0.5)), p99: rounded(quantile(times, 0.99)) };
    return { quantiles, perMegacharacter: rounded((user + system) / total(chosen)) };
  };
  const small = await after(Math.min(learned, 300_000));
  const large = await after(learned);
  return {
    learningCpuSecondsPerMegacharacter: large.perMegacharacter,
    keystrokeCpuMs: { afterSmall: small.quantiles, afterLarge: large.quantiles },
  };
}
