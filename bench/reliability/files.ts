// Reads hostile files with the reader of the corpus, and damaged files of our own formats with their parsers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collectFolder, rootName } from '../../src/cli/readFolder.ts';
import { inTemporaryFolder } from '../temporaryFolder.ts';
import { formats } from './formats.ts';
import { hostileFile, mutated, randomFrom } from './hostileFiles.ts';
import { note, type Report } from './result.ts';

export interface FileCounts {
  tried: number;
  failed: number;
}

const filesPerFolder = 500;
/** For 500 files of at most 300 KB each, on a busy machine. */
const longestFolderMs = 120_000;
const longestParseMs = 2000;

/** Each file must be in the corpus or in the list of what is not, within bounded time, and nothing may throw. */
export async function readHostileFiles(count: number): Promise<Report<FileCounts>> {
  const counts = { tried: 0, failed: 0 };
  const failures: string[] = [];
  for (let first = 0; first < count; first += filesPerFolder) {
    await inTemporaryFolder(async (folder) => {
      const files = Array.from({ length: Math.min(filesPerFolder, count - first) }, (_, n) => hostileFile(first + n));
      const written = files.filter(({ path, bytes }) => writes(join(folder, path), bytes));
      counts.tried += written.length;
      const started = performance.now();
      const { texts, excluded } = await collectFolder(folder);
      const seen = new Set([...texts, ...excluded].map(({ path }) => path.slice(rootName(folder).length + 1)));
      const missing = written.filter(({ path }) => !isSeen(path, seen));
      counts.failed += missing.length;
      for (const { path } of missing) note(failures, `file ${JSON.stringify(path)}: lost`);
      if (performance.now() - started > longestFolderMs) {
        counts.failed++;
        note(failures, `files from ${first}: took ${performance.now() - started} ms`);
      }
    }).catch((error: unknown) => {
      counts.failed += filesPerFolder;
      note(failures, `files from ${first}: ${String(error)}`);
    });
  }
  return { counts, failures };
}

/** False for a name that this file system does not accept. */
function writes(path: string, bytes: Uint8Array): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes, { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Itself, or a folder on the way to it. */
function isSeen(path: string, seen: ReadonlySet<string>): boolean {
  if (seen.has(path)) return true;
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
    if (seen.has(path.slice(0, end + 1))) return true;
  }
  return false;
}

/** A parser returns a value or throws an `Error` that says what is wrong with the bytes; any other error is a failure. */
export function parseDamagedFiles(count: number): Report<FileCounts> {
  const counts = { tried: 0, failed: 0 };
  const failures: string[] = [];
  const all = formats();
  for (let n = 0; n < count; n++) {
    const { name, bytes, parse } = all[n % all.length]!;
    const damaged = mutated(bytes, randomFrom(n + 1));
    counts.tried++;
    const started = performance.now();
    const failure = failureOf(() => parse(damaged));
    const ms = performance.now() - started;
    if (failure === undefined && ms <= longestParseMs) continue;
    counts.failed++;
    note(failures, `${name} ${n}: ${failure ?? `took ${ms} ms`}`);
  }
  return { counts, failures };
}

function failureOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    return error instanceof Error && error.constructor === Error ? undefined : String(error);
  }
}
