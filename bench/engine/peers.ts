// The peers that our engine is compared with, and the commands that start them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampledVocabulary, vocabulary, type Case } from './cases.ts';
import type { Command } from './benchmarkProcess.ts';

/** Debian's python3 with python3-torch and libopenblas0-pthread. */
const python = '/usr/bin/python3';
const needsPytorch = "Debian's python3-torch and libopenblas0-pthread";
const needsNumpy = "Debian's python3-numpy and libopenblas0-pthread";
/** npm packages of the peers are installed here, outside the project. */
const cache = join(homedir(), '.cache', 'hidden-state', 'bench-peers');
const npmPeers = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0', 'brain.js@1.6.1'];

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const text = (values: readonly (string | number)[]) => values.map(String);

export function pytorch(threads: number, { cell, hidden, streams, length, optimizer }: Case): Command {
  const args = [here('peers/pytorch.py'), threads, cell, hidden, streams, length, vocabulary, optimizer];
  // Passive: otherwise the two thread pools of PyTorch spin at the same time and are 50 times slower.
  const env = { OMP_NUM_THREADS: String(threads), OMP_WAIT_POLICY: 'PASSIVE' };
  return { file: python, args: text(args), env, needs: needsPytorch };
}

export function numpyLoops(what: 'train' | 'sample', hidden: number, length: number): Command {
  const characters = what === 'train' ? vocabulary : sampledVocabulary;
  const args = text([here('peers/numpyLoops.py'), what, hidden, length, characters]);
  return { file: python, args, env: { OMP_NUM_THREADS: '1' }, needs: needsNumpy };
}

export function nativeProduct(): Command {
  return { file: python, args: [here('peers/sgemm.py')], env: { OMP_NUM_THREADS: '1' }, needs: needsNumpy };
}

export function tfjs(backend: 'wasm' | 'cpu', { cell, hidden, streams, length }: Case): Command {
  const args = [here('peers/tfjs.ts'), cache, backend, cell, hidden, streams, length, vocabulary];
  return { file: process.execPath, args: text(args) };
}

export function brain({ cell, hidden, length }: Case): Command {
  return { file: process.execPath, args: text([here('peers/brain.ts'), cache, cell, hidden, length]) };
}

/** Our engine: build of the kernels, threads, and flags of the process. The build "reference" is plain JavaScript. */
export function ours(build: string, threads: number, shape: Case, flags: readonly string[] = []): Command {
  const { cell, hidden, streams, length, optimizer } = shape;
  const args = text([here('ours.ts'), build, threads, cell, hidden, streams, length, optimizer]);
  return { file: process.execPath, args: [...flags, ...args] };
}

export function oursSampling(build: string, cell: string, hidden: number): Command {
  return { file: process.execPath, args: text([here('sampling.ts'), build, cell, hidden, sampledVocabulary]) };
}

/** Flags that let V8 combine pairs of 128-bit operations into 256-bit ones. */
export const wideFlags = ['--experimental-wasm-revectorize'];

/** Installs missing npm packages; returns npm's error message if it fails. */
export function installNpmPeers(): string | undefined {
  if (npmPeers.every((name) => existsSync(join(cache, 'node_modules', name.slice(0, name.lastIndexOf('@')))))) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...npmPeers];
  const { status, stderr, error } = spawnSync('npm', args, { cwd: cache, encoding: 'utf8', timeout: 180_000 });
  if (status === 0) return;
  const reason =
    error?.message ?? stderr.split('\n').find((line) => /^npm (error|ERR!) (?!code)/.test(line)) ?? 'it failed';
  return `npm could not install them into ${cache}: ${reason}`;
}

/** The machine's limit in operations per second, see limit.ts. */
export function limit(accumulators: 12 | 24, flags: readonly string[] = []): Command {
  return { file: process.execPath, args: [...flags, here('limit.ts'), String(accumulators)] };
}
