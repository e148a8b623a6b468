// `replay` in the terminal, and the schema of its report.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

const main = join(import.meta.dirname, '../../../src/cli/main.ts');
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const gate = v.strictObject({
  threshold: share,
  saved: v.pipe(v.number(), v.maxValue(1)),
  savedInterval: v.tuple([v.number(), v.number()]),
  firstWordPrecision: share,
  wholePrecision: share,
  shownPerChar: v.pipe(v.number(), v.minValue(0)),
  meanAcceptedLength: v.pipe(v.number(), v.minValue(0)),
});
const gates = v.strictObject({ best: gate, half: gate, seventy: gate });
const contestant = {
  characters: v.pipe(v.number(), v.integer()),
  bitsPerChar: v.pipe(v.number(), v.minValue(0)),
  keystrokes: v.strictObject({
    characters: v.pipe(v.number(), v.integer()),
    sampled: v.boolean(),
    intervalOver: v.picklist(['files', 'stretches']),
  }),
  gates,
  oracleGates: gates,
  calibrationError: share,
  latencyMs: v.strictObject({ p50: v.number(), p99: v.number() }),
  microsecondsPerChar: v.number(),
};
const report = v.strictObject({
  ...contestant,
  components: v.strictObject({
    network: v.optional(v.strictObject(contestant)),
    generic: v.optional(v.strictObject(contestant)),
    counts: v.optional(v.strictObject(contestant)),
    countsAndCache: v.optional(v.strictObject(contestant)),
    countsCacheAndGeneric: v.optional(v.strictObject(contestant)),
  }),
  wordCompletion: v.strictObject({ saved: share }),
  memoryMB: v.pipe(v.number(), v.minValue(0)),
});

function replayed(...args: string[]) {
  const { stdout, stderr } = spawnSync(process.execPath, [main, 'replay', ...args, '--json'], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return v.parse(report, JSON.parse(stdout));
}

describe('replay in the terminal', () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hidden-state-'));
    folder = join(root, 'train');
    mkdirSync(folder);
    writeFileSync(join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(40));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('replays held-out text through all voices and each by itself', () => {
    const { components: parts, bitsPerChar, gates: found, wordCompletion } = replayed(folder, '--seconds', '0.5');
    assert.deepEqual(Object.keys(parts), ['network', 'generic', 'counts', 'countsAndCache', 'countsCacheAndGeneric']);
    assert.ok(bitsPerChar < 1 && found.best.saved > 0.3 && wordCompletion.saved > 0);
  });

  it('replays the voices that are asked for', () => {
    const { components: parts, ...all } = replayed(folder, '--components', 'counts,cache');
    assert.deepEqual(Object.keys(parts), ['counts', 'countsAndCache']);
    assert.equal(all.bitsPerChar, parts.countsAndCache!.bitsPerChar);
  });

  it('uses nothing pre-trained where it is told not to', () => {
    const { components: parts } = replayed(folder, '--components', 'counts,cache,generic', '--no-generic-start');
    assert.deepEqual(Object.keys(parts), ['counts', 'countsAndCache']);
  });

  it('replays other files, of whatever kind, and none', () => {
    const other = join(root, 'test');
    mkdirSync(other);
    assert.equal(replayed(folder, '--held-out', other, '--components', 'counts').characters, 0);
    const text = '敏捷的棕色狐狸跳过了懒狗。\r\n'.repeat(20) + '😀 the quick brown fox\r\n'.repeat(10);
    writeFileSync(join(other, 'fox.zh.txt'), text);
    const {
      characters,
      keystrokes,
      gates: found,
    } = replayed(folder, '--held-out', other, '--components', 'counts,cache');
    assert.equal(characters, Array.from(text.replaceAll('\r', '')).length);
    assert.deepEqual(keystrokes, { characters, sampled: false, intervalOver: 'stretches' });
    assert.ok(found.best.saved > 0.3);
  });
});
