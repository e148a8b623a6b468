// The masker's thread with an expression that does not end on texts with certain words, as an expression of a rule may.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThread, type Program } from '../../src/processes/program.ts';

/** A text with these words makes the masker hang, or exit. */
export const hangs = 'the expression hangs';
export const exits = 'the thread exits';

/** Writes the program of the masker, whose module is `worker`, with such an expression. */
export function writeHangingMasker(file: string, worker: string): void {
  const code = `
const { exec } = RegExp.prototype;
RegExp.prototype.exec = function (text) {
  if (String(text).includes(${JSON.stringify(hangs)})) exec.call(/^(?:a+)+$/, 'a'.repeat(100) + '!');
  if (String(text).includes(${JSON.stringify(exits)})) process.exit(7);
  return exec.call(this, text);
};
await import(${JSON.stringify(worker)});
`;
  writeFileSync(file, code);
}

export interface HangingMasker {
  readonly start: () => Program;
  starts(): number;
  remove(): void;
}

export function hangingMasker(): HangingMasker {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-masker-'));
  const file = join(folder, 'masker.mjs');
  writeHangingMasker(file, new URL('../../src/masker/worker.ts', import.meta.url).href);
  let starts = 0;
  return {
    start: () => (starts++, startThread(file, 'test')),
    starts: () => starts,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
