// A workspace of short texts for tests. Confidence thresholds are calibrated at the ends of texts of at least 1,600 characters, which takes
// most of the time of learning: here one text is that long.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../build/setup.mjs';

const longest = 'code/rnn.py';
const maxLength = 1500;

/**
 * Writes the samples whose path does not match `except` into a folder, all but one cut to at most 1,500 characters, after a line.
 * @param {string} folder
 */
export function writeShortSamples(folder, except = /^$/) {
  const samples = join(root, 'samples');
  const entries = readdirSync(samples, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of entries) {
    const source = join(parentPath, name);
    const path = source.slice(samples.length + 1).replaceAll('\\', '/');
    if (except.test(path)) continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (path === longest) cpSync(source, target);
    else writeFileSync(target, beginning(readFileSync(source, 'utf8')));
  }
}

function beginning(text) {
  return text.length <= maxLength ? text : text.slice(0, text.lastIndexOf('\n', maxLength) + 1);
}
