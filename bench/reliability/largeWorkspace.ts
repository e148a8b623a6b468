// Reads a huge workspace as the corpus does: many files in memory, a real folder with very many files, nested ignore files, and a
// file with one line of 100 MB. Measures how long the thread is blocked.
import { mkdirSync, mkdtempSync, openSync, closeSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { withMasker } from '../../src/cli/masker.ts';
import { collectFolder, folderTree } from '../../src/cli/readFolder.ts';
import { collect } from '../../src/corpus/collect.ts';
import type { FileTree, TreeEntry } from '../../src/corpus/fileTree.ts';
import { turns } from '../../src/processes/turns.ts';
import { defaultCorpusLimits } from '../../src/protocol/settings.ts';
import { costOf, measureLargeCode, type Cost, type LargeCodeOptions } from './largeCode.ts';
import { tenths, watchEventLoop } from './eventLoop.ts';
import { note } from './result.ts';

export interface LargeWorkspace {
  readonly files: number;
  readonly seconds: number;
  readonly peakMemoryMB: number;
  /** Wall time between two turns of the event loop. */
  readonly longestBlockMs: number;
  /** CPU time of the thread in the longest turn: the same on an idle machine. */
  readonly longestBlockCpuMs: number;
  /** One of the files in the largest folder is saved. */
  readonly saved: Cost;
}

export interface LargeOptions {
  readonly filesInMemory: number;
  readonly filesInOneFolder: number;
  readonly nestedIgnoreFiles: number;
  readonly longLineBytes: number;
}

export const fullSize: LargeOptions = {
  filesInMemory: 500_000,
  filesInOneFolder: 100_000,
  nestedIgnoreFiles: 400,
  longLineBytes: 100_000_000,
};

export const fullCode: LargeCodeOptions = { files: 4000, bytes: 57e6, switched: 2000, learned: 4e6, keys: 60 };

const filesPerFolder = 100;
const source = 'export const total = first + second;\n'.repeat(20);
const bigSource = source.repeat(2600);

/** Folders of 100 files. One file in a thousand has two megabytes; in `aNested`, each folder has an ignore file. */
function inMemory({ filesInMemory, nestedIgnoreFiles, longLineBytes }: LargeOptions): FileTree {
  const folders = Math.ceil(filesInMemory / filesPerFolder);
  const entries = (count: number, kind: TreeEntry['kind'], name: (n: number) => string): TreeEntry[] =>
    Array.from({ length: count }, (_, n) => ({ name: name(n), kind }));
  const isBig = (path: string): boolean =>
    path.endsWith('/f0.ts') && path.startsWith('d') && path.split('/')[0]!.endsWith('00');
  const textOf = (path: string): string => {
    if (path.endsWith('.gitignore')) return '*.log\nbuild/\n/only/here\n';
    return isBig(path) ? bigSource : source;
  };
  return {
    list: async (directory) => {
      if (directory === '') {
        const file: TreeEntry = { name: 'longLine.json', kind: 'file' };
        return [...entries(folders, 'directory', (n) => `d${n}`), { name: 'aNested', kind: 'directory' }, file];
      }
      if (!directory.startsWith('aNested')) return entries(filesPerFolder, 'file', (n) => `f${n}.ts`);
      const depth = directory.split('/').length;
      const here: TreeEntry[] = [
        { name: '.gitignore', kind: 'file' },
        { name: 'a.log', kind: 'file' },
        { name: 'a.md', kind: 'file' },
      ];
      return depth < nestedIgnoreFiles ? [...here, { name: 'n', kind: 'directory' }] : here;
    },
    facts: async (path) => ({
      kind: 'file',
      bytes: path === 'longLine.json' ? longLineBytes : textOf(path).length,
      modifiedMs: path.length * 1000,
    }),
    read: async (path) => {
      if (path === 'longLine.json') throw new Error('a file that is too large was opened');
      return { kind: 'text', text: textOf(path) };
    },
  };
}

/** A real folder: very many files in one folder, and a file with one line. */
function onDisk({ filesInOneFolder, longLineBytes }: LargeOptions): string {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-large-'));
  mkdirSync(join(folder, 'many'));
  for (let n = 0; n < filesInOneFolder; n++) closeSync(openSync(join(folder, 'many', `${n}.txt`), 'w'));
  writeFileSync(join(folder, 'many', '0.txt'), source);
  writeFileSync(join(folder, 'longLine.json'), 'x');
  truncateSync(join(folder, 'longLine.json'), longLineBytes);
  return folder;
}

function collectInMemory(options: LargeOptions): ReturnType<typeof collect> {
  return withMasker((learnableText) =>
    collect([{ name: 'w', tree: inMemory(options) }], {
      ...defaultCorpusLimits,
      learnableText,
      turns,
    }),
  );
}

export async function readLargeWorkspace(options: LargeOptions): Promise<LargeWorkspace & { failures: string[] }> {
  const failures: string[] = [];
  const folder = onDisk(options);
  await turn();
  const started = performance.now();
  const loop = watchEventLoop();
  const { texts, excluded } = await collectInMemory(options);
  const isTooLarge = excluded.some(({ path, rule }) => path === 'w/longLine.json' && rule === 'too large');
  if (!isTooLarge) note(failures, 'large: the line of 100 MB was not excluded by its size');
  if (texts.length === 0) note(failures, 'large: no text was read');
  // Among so many files, the limit of files leaves out the deepest folders.
  const nested = await collectInMemory({ ...options, filesInMemory: 0 });
  const ignored = nested.excluded.filter(({ rule }) => rule === 'ignored').length;
  if (ignored < options.nestedIgnoreFiles) note(failures, `large: ${ignored} files were ignored`);
  const real = await collectFolder(folder);
  if (real.texts.length !== 1) note(failures, `large: ${real.texts.length} texts of the real folder`);
  const { wallMs, cpuMs } = loop.stop();
  const saved = await measureSave(folder);
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true, force: true });
  return {
    files: options.filesInMemory + options.filesInOneFolder,
    seconds: tenths(seconds),
    peakMemoryMB: tenths(process.resourceUsage().maxRSS / 1024),
    longestBlockMs: tenths(wallMs),
    longestBlockCpuMs: tenths(cpuMs),
    saved,
    failures,
  };
}

/** By the same reader as in the host, of which only this file is asked for. */
async function measureSave(folder: string): Promise<Cost> {
  const only = new Set(['w/many/0.txt']);
  const [, cost] = await withMasker((learnableText) =>
    costOf(() =>
      collect([{ name: 'w', tree: folderTree(folder) }], {
        ...defaultCorpusLimits,
        learnableText,
        only,
        turns,
      }),
    ),
  );
  return cost;
}

if (import.meta.main) {
  const result = await readLargeWorkspace(fullSize);
  const { failures, ...code } = await measureLargeCode(fullCode);
  console.log(JSON.stringify({ ...result, code, failures: [...result.failures, ...failures] }));
}
