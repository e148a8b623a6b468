// The terminal command `replay`, and the schema of its report.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { lossCauses } from '../../../src/completion/simulate/race.ts';
import { evaluatedModels } from '../../../src/model/components.ts';
import { runTerminal, testFolder } from './terminal.ts';

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
const interval = v.tuple([v.number(), v.number()]);
const raceFigures = v.strictObject({
  saved: v.number(),
  savedInterval: interval,
  secondsPer1000: v.number(),
  secondsInterval: interval,
  shownPerChar: v.pipe(v.number(), v.minValue(0)),
  meanLength: v.pipe(v.number(), v.minValue(0)),
  severalWords: share,
  flashesPerChar: v.pipe(v.number(), v.minValue(0)),
  firstWordPrecision: share,
  lost: v.strictObject(Object.fromEntries(lossCauses.map((cause) => [cause, v.pipe(v.number(), v.minValue(0))]))),
  elsewhere: v.pipe(v.number(), v.minValue(0)),
});
const raceReport = v.strictObject({
  ideal: v.number(),
  users: v.array(v.strictObject({ msPerKey: v.number(), known: raceFigures, unknown: raceFigures })),
});
const modelReport = {
  characters: v.pipe(v.number(), v.integer()),
  bitsPerChar: v.pipe(v.number(), v.minValue(0)),
  keystrokes: v.strictObject({
    characters: v.pipe(v.number(), v.integer()),
    sampled: v.boolean(),
    intervalOver: v.picklist(['files', 'spans']),
  }),
  gates,
  oracleGates: gates,
  race: raceReport,
  calibrationError: share,
  latencyMs: v.strictObject({ p50: v.number(), p99: v.number() }),
  microsecondsPerChar: v.number(),
};
/** All evaluated models but the baseline and the mixture, which the report itself describes. */
const parts = evaluatedModels.map(({ name }) => name).filter((name) => name !== 'wordCompletion' && name !== 'mixture');
const report = v.strictObject({
  ...modelReport,
  components: v.record(v.picklist(parts), v.strictObject(modelReport)),
  wordCompletion: v.strictObject({ saved: share }),
  memoryMB: v.pipe(v.number(), v.minValue(0)),
});

function replayed(...args: string[]) {
  const { stdout, stderr } = runTerminal('replay', ...args, '--json');
  assert.equal(stderr, '');
  return v.parse(report, JSON.parse(stdout));
}

describe('the command replay', () => {
  const at = testFolder();
  beforeEach(() => {
    mkdirSync(at('train'));
    writeFileSync(at('train/fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(40));
  });

  it('reports the mixture of all components, and each component alone', () => {
    const { components, bitsPerChar, gates: found, wordCompletion } = replayed(at('train'), '--seconds', '0.5');
    assert.deepEqual(Object.keys(components), parts);
    assert.ok(bitsPerChar < 1 && found.best.saved > 0.3 && wordCompletion.saved > 0);
  });

  it('mixes only the components that are chosen', () => {
    const { components, ...all } = replayed(at('train'), '--components', 'contextMixing,cache', '--no-pretrained');
    assert.deepEqual(Object.keys(components), ['contextMixing', 'contextMixing+cache']);
    assert.equal(all.bitsPerChar, components['contextMixing+cache']?.bitsPerChar);
  });

  it('uses nothing pretrained with --no-pretrained', () => {
    const chosen = ['--components', 'contextMixing,pretrainedNetwork'];
    const { components: parts } = replayed(at('train'), ...chosen, '--no-pretrained');
    assert.deepEqual(Object.keys(parts), ['contextMixing']);
  });

  it('replays files of another folder, in any script, or none', () => {
    mkdirSync(at('test'));
    const options = ['--held-out', at('test'), '--no-pretrained', '--components'];
    assert.equal(replayed(at('train'), ...options, 'contextMixing').characters, 0);
    const text = '敏捷的棕色狐狸跳过了懒狗。\r\n'.repeat(8) + '😀 the quick brown fox\r\n'.repeat(5);
    writeFileSync(at('test/fox.zh.txt'), text);
    const { characters, keystrokes, gates: found } = replayed(at('train'), ...options, 'contextMixing,cache');
    assert.equal(characters, Array.from(text.replaceAll('\r', '')).length);
    assert.deepEqual(keystrokes, { characters, sampled: false, intervalOver: 'spans' });
    assert.ok(found.best.saved > 0.3);
  });
});
