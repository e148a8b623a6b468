// What context mixing has learned is kept for the next window: only of saved files, and as if nothing had been typed meanwhile.
import assert from 'node:assert/strict';
import { loadModels } from '../../../src/cli/loadModels.ts';
import type { ConfidenceThresholds } from '../../../src/completion/decide/threshold.ts';
import {
  decodeLearnedState,
  encodeLearnedState,
  type LearnedState,
  type StateCodec,
} from '../../../src/model/learnedState.ts';
import type { Models } from '../../../src/model/createModels.ts';
import type { TrainingText } from '../../../src/model/trainingText.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { createPredictor } from '../../../src/predictor/predictor.ts';
import type { DraftFiles } from '../../../src/disk/draftFiles.ts';
import { stateCodec } from '../../../src/predictor/stateCodec.ts';
import { holdsWithin } from '../../holdsWithin.ts';
import { requestAt, turns } from './tinyModel.ts';

const saved = { bytes: 1, modifiedMs: 1 };
const textsOf = (functions: number): readonly TrainingText[] =>
  ['a', 'b', 'c'].map((name) => ({
    path: `w/${name}.ts`,
    text: `export function ${name}Total(first: number, second: number): number {\n  return first + second;\n}\n`.repeat(
      functions,
    ),
    saved,
  }));
/** So long that candidates are recorded at their ends. */
const texts = textsOf(30);
const shortTexts = textsOf(5);
const typed = 'Quorvexil-Tandrimop';

function open(models: Models) {
  const states: LearnedState[] = [];
  const thresholds: ConfidenceThresholds[] = [];
  let stale = 0;
  let forgotten = 0;
  const completer = createCompleter({
    models,
    ...turns(1),
    onLearned: (state) => states.push(state),
    onCalibrated: (calibrated) => thresholds.push(calibrated),
    onStaleLines: () => stale++,
    onTextsForgotten: () => forgotten++,
  });
  const ask = async (before: string, document = 'w/new.ts') => {
    const request = requestAt(before, { document, model: 'mixture', confidence: 'eager', maxCharacters: 60 });
    return (await completer.complete(request, () => false)).completion;
  };
  return { completer, states, thresholds, ask, counts: () => ({ stale, forgotten }) };
}

const contains = ({ snapshot }: LearnedState, text: string): boolean =>
  Buffer.from(snapshot.contextMixing.buffer).includes(text);

describe('the state that is kept for the next window', () => {
  let models: Models;
  /** What a window that has learned `texts` keeps. */
  let file: Uint8Array;
  let thresholds: ConfidenceThresholds | undefined;
  const keptState = (): Promise<LearnedState> => decodeLearnedState(file, 'v', stateCodec);

  before(async () => {
    models = await loadModels(false);
    const first = open(models);
    await first.completer.learn(texts);
    assert.equal(first.states.length, 1);
    file = await encodeLearnedState(first.states[0]!, 'v', stateCodec);
    [thresholds] = first.thresholds;
  });

  it('goes on as the window that learned, without learning again', async () => {
    const state = await keptState();
    assert.ok(contains(state, 'aTotal'));
    const second = open(models);
    assert.equal(await second.completer.restore(state, thresholds), true);
    const suggestion = await second.ask('export function dTotal(first: number, second');
    assert.match(suggestion!.text, /^: number/u);
    await second.completer.learn([]);
    assert.equal(second.states.length, 0, 'nothing has changed, so that nothing is stored again');
    await second.completer.learn(texts.slice(0, 1));
    assert.deepEqual(second.counts(), { stale: 0, forgotten: 0 });
  });

  it('knows where imports lead', async () => {
    const first = open(models);
    const line = "import { helper } from './a/helper.ts';\n";
    await first.completer.learn([
      { path: 'w/user.ts', text: line.repeat(30), saved },
      { path: 'w/a/helper.ts', text: 'export const helper = 1;\n', saved },
    ]);
    const second = open(models);
    await second.completer.restore(first.states[0]!);
    const suggestion = await second.ask("import { helper } from '", 'w/b/new.ts');
    assert.equal(suggestion?.text, "../a/helper.ts';");
  });

  it('takes no memory any more when it is written and when it is read', async () => {
    const tables: Uint8Array[] = [];
    const noted = (bytes: Uint8Array): Uint8Array => (tables.push(bytes), bytes);
    const codec: StateCodec = {
      ...stateCodec,
      compress: (bytes) => stateCodec.compress(noted(bytes)),
      decompress: async (bytes, length) => noted(await stateCodec.decompress(bytes, length)),
    };
    let written = new Uint8Array();
    const files: DraftFiles = {
      write: async (bytes) => ((written = new Uint8Array(bytes)), 'draft'),
      read: async () => written,
    };
    const openPredictor = (onState: () => void) =>
      createPredictor({
        models,
        ...turns(1),
        keeping: { version: 'v', codec, files, onState, onError: assert.fail },
      });
    await new Promise<void>((resolve) => void openPredictor(resolve).learn(shortTexts, {}));
    assert.equal(tables[0]!.length, 0);
    tables.length = 0;
    const next = openPredictor(() => assert.fail());
    await next.readLearned('draft');
    assert.equal(await next.useLearned(undefined), true);
    assert.equal(tables[0]!.length, 0);
  });

  it('contains nothing that was typed before all files were learned', async () => {
    const { completer, states, ask } = open(models);
    const learning = completer.learn(texts);
    for (let line = 0; line < 40; line++) {
      await ask(`first line\n${`const ${typed}${line} = 1;\n`.repeat(line)}const ${typed}`, `w/${line % 3}.ts`);
    }
    await learning;
    assert.equal(states.length, 1);
    assert.ok(contains(states[0]!, 'aTotal'));
    assert.ok(!contains(states[0]!, typed));
    // Afterwards it is learned as always.
    const before = `${`  let ${typed}Name = 1;\n`.repeat(3)}  let Quor`;
    await ask(before);
    assert.match((await ask(`${before}`))!.text, /vexil/u);
  });

  it('contains no text that is not saved as it is, which is learned all the same', async () => {
    const { completer, states, ask } = open(models);
    await completer.learn([...shortTexts, { path: 'untitled:/1', text: `The ${typed} is open.\n`.repeat(20) }]);
    assert.ok(!contains(states[0]!, typed));
    assert.ok(!states[0]!.files.some(({ path }) => path.startsWith('untitled')));
    assert.match((await ask('The Quor'))!.text, /vexil/u);
  });

  it('lets text that is not saved wait for no pause in typing where no file is saved', async () => {
    const { completer, states, ask } = open(models);
    const learning = completer.learn([{ path: 'untitled:/1', text: `The ${typed} is open.\n`.repeat(20) }]);
    const isSuggested = async (): Promise<boolean> => (await ask('The Quor'))?.text.includes('vexil') === true;
    assert.ok(await holdsWithin(60_000, isSuggested));
    await learning;
    assert.deepEqual(states, []);
  });

  it('knows the lines of each file, so that a changed one is learned on top and a new secret forgets all', async () => {
    const changed = { path: 'w/a.ts', text: `${texts[0]!.text}const extra = aTotal(1, 2);\n`, saved };
    const second = open(models);
    await second.completer.restore(await keptState());
    await second.completer.learn([changed]);
    assert.equal(second.counts().forgotten, 0);
    assert.equal(second.states.length, 1, 'the new line is stored for the next window');
    assert.ok(contains(second.states[0]!, 'extra'));

    const third = open(models);
    await third.completer.restore(await keptState());
    const masked = texts[0]!.text.replaceAll('return first + second;', 'return "***";');
    await third.completer.learn([{ path: 'w/a.ts', text: masked, saved }]);
    assert.equal(third.counts().forgotten, 1);
  });

  it('is read again at the ends of files where candidates are recorded', async () => {
    const { files } = await keptState();
    const again = files.filter(({ modifiedMs }) => modifiedMs === 0);
    assert.ok(again.length > 0);
    for (const { path, length } of again) {
      assert.ok(length < texts.find((text) => text.path === path)!.text.length);
    }
  });
});
