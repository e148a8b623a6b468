// Coverage-guided fuzzing of all parsers, with Jazzer.js (libFuzzer).
//   npm run --silent bench:fuzz -- [--seconds N] [--json]
// Jazzer.js is installed on first use. Checksums are off in the fuzzed bundle: the fuzzer could not find inputs beyond them.
import { build, type Plugin } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../../scripts/build/setup.mjs';
import { inTemporaryFolder } from '../../temporaryFolder.ts';

export interface FuzzResult {
  readonly runs: number;
  readonly seconds: number;
  /** Branches and comparisons that were reached, as libFuzzer counts them. */
  readonly coverage: number;
  /** Inputs that reached something new. */
  readonly corpus: number;
  /** Inputs that made a parser fail, in base 64, with the error. */
  readonly findings: readonly string[];
}

const withoutChecksums: Plugin = {
  name: 'without checksums',
  setup: ({ onLoad }) => {
    onLoad({ filter: /fnv1a\.ts$/ }, () => ({ contents: 'export const fnv1a = () => 0;', loader: 'ts' }));
    onLoad({ filter: /hashes[\\/]sha2\.js$/ }, () => ({
      contents: `
        const hash = { update: () => hash, digest: () => new Uint8Array(32) };
        export const sha256 = { create: () => hash };`,
      loader: 'js',
    }));
  },
};

/** `seed`: of the mutations, so that a run can be repeated. */
export async function fuzz(seconds: number, seed = 1): Promise<FuzzResult> {
  await ensureInstalled('bench/reliability/fuzz');
  return inTemporaryFolder(async (folder) => {
    const bundle = join(folder, 'targets.cjs');
    await build({
      entryPoints: [fileURLToPath(new URL('./targets.ts', import.meta.url))],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      plugins: [withoutChecksums],
      logLevel: 'error',
    });
    const corpus = join(folder, 'corpus');
    mkdirSync(corpus);
    const { seedFiles, dictionaryWords } = createRequire(import.meta.url)(bundle) as {
      seedFiles(): Uint8Array[];
      dictionaryWords(): string[];
    };
    const dictionary = join(folder, 'dictionary');
    writeFileSync(dictionary, dictionaryWords().map(dictionaryLine).join('\n'));
    for (const [index, bytes] of seedFiles().entries()) writeFileSync(join(corpus, `seed${index}`), bytes);
    const output = await runFuzzer(folder, bundle, [
      `-max_total_time=${seconds}`,
      `-seed=${seed}`,
      '-max_len=20000',
      `-dict=${dictionary}`,
      // For inputs of all parsers. `targets.ts` has a lower limit for each.
      '-timeout=2',
      `-artifact_prefix=${folder}/`,
    ]);
    const last = (name: string): number =>
      Number([...output.matchAll(new RegExp(`\\b${name}: (\\d+)`, 'g'))].at(-1)?.[1] ?? 0);
    const artifacts = readdirSync(folder).filter((name) => /^(?:crash|timeout|oom|leak)-/.test(name));
    const error = /(?:Uncaught Exception|ERROR): .*/.exec(output)?.[0] ?? '';
    return {
      runs: Number([...output.matchAll(/^#(\d+)\s/gm)].at(-1)?.[1] ?? 0),
      seconds,
      coverage: last('cov'),
      corpus: last('corp'),
      findings: artifacts.map(
        (name) => `${error} ${readFileSync(join(folder, name)).toString('base64').slice(0, 2000)}`,
      ),
    };
  });
}

/** As libFuzzer reads it: all bytes in hexadecimal digits. */
function dictionaryLine(word: string): string {
  const bytes = [...Buffer.from(word)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return `"${bytes.join('')}"`;
}

/** All output. The program fails when it finds something. */
function runFuzzer(folder: string, bundle: string, options: readonly string[]): Promise<string> {
  const program = fileURLToPath(new URL('node_modules/@jazzer.js/core/dist/cli.js', import.meta.url));
  // Counting coverage for a report of the tests would make it slow.
  const env = { ...process.env, NODE_V8_COVERAGE: undefined };
  const args = [program, bundle, join(folder, 'corpus'), '--includes', 'targets', '--', ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env, maxBuffer: 1 << 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, seconds: { type: 'string', default: '60' } } });
  const result = await fuzz(Number(values.seconds), Date.now() % 2 ** 31);
  console.log(values.json ? JSON.stringify(result) : result);
  if (result.findings.length > 0) process.exitCode = 1;
}
