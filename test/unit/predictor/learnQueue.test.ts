import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { calibrateThresholds } from '../../../src/completion/calibrate/calibrateThresholds.ts';
import { createLearnQueue, type LearnQueue } from '../../../src/predictor/learnQueue.ts';
import type { TrainingText } from '../../../src/model/trainingText.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { runToEnd } from '../../../src/model/work.ts';
import { heapUsed } from '../heapUsed.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

function createQueue(priming: readonly TrainingText[] = []) {
  const contextMixing = createTinyContextMixing();
  const models = createModels({ engine: referenceEngine, contextMixing: () => contextMixing });
  const opened = models.openContextMixing(0);
  const queue = createLearnQueue(opened, { priming });
  const run = () => {
    runQueue(queue);
  };
  return { queue, contextMixing, cursor: opened.cursor, run };
}

function runQueue(queue: LearnQueue): void {
  while (queue.step());
  while (runToEnd(queue.recordingStep()));
}

/** A text of numbered lines. */
const textOf = (name: string) => ({
  path: `w/${name}`,
  text: Array.from({ length: 160 }, (_, line) => `let ${name}${line % 7} = ${line};\n`).join(''),
});

describe('learn queue', () => {
  it('records candidates at the ends of some texts, after all others and before it learns them', () => {
    const { queue, contextMixing, run } = createQueue();
    const texts = ['a', 'b', 'c'].map(textOf);
    queue.add(texts);
    assert.equal(queue.takeRecorded(), undefined);
    run();
    const records = queue.takeRecorded()!;
    assert.equal(records.length, 3);
    for (const { text, candidates } of records) {
      assert.equal(candidates.length, text.length);
      assert.ok(candidates.some((found) => found?.some(({ words }) => words.length > 0)));
    }
    const learned = contextMixing.learned().split('|').slice(1);
    assert.equal(learned.length, 6);
    assert.equal(learned[0]! + learned[3]!, texts[0]!.text);
    const thresholds = calibrateThresholds(records);
    assert.ok(thresholds.eager <= thresholds.balanced && thresholds.balanced <= thresholds.quiet);
    assert.equal(queue.takeRecorded(), undefined, 'they are not kept');
  });

  it('tells which lines the learned texts have, one after the other', () => {
    const { queue, cursor, run } = createQueue();
    const has = (path: string, lines: string): boolean => cursor.hasSavedLines(path, lines);
    const saved = { path: 'w/a', text: 'one\ntwo\nthree\ntwo\nfour\n' };
    queue.add([saved]);
    assert.equal(has('w/a', 'one\ntwo\n'), false, 'not before they are learned');
    run();
    for (const lines of ['one\ntwo\n', 'two\nfour\n', 'three\ntwo\n']) assert.equal(has('w/a', lines), true, lines);
    for (const lines of ['two\none\n', 'four\none\n', 'one\nthree\n']) assert.equal(has('w/a', lines), false, lines);
    assert.equal(has('w/b', 'one\ntwo\n'), false);
  });

  it('gives up a recording when the model reads something else, and records the same afterwards', () => {
    const texts = [textOf('a')];
    const plain = createQueue();
    plain.queue.add(texts);
    plain.run();
    const { queue, cursor, contextMixing } = createQueue();
    queue.add(texts);
    let [readings, pauses] = [0, 0];
    const readSomethingElse = (): void => {
      cursor.resume('w/other', 'const other = ', 0);
      contextMixing.read(120);
      readings++;
    };
    const runStep = (): boolean => {
      const step = queue.recordingStep(() => readings);
      for (;;) {
        const { done, value } = step.next();
        if (done) return value;
        if (++pauses % 100 === 0) readSomethingElse();
      }
    };
    while (queue.step());
    while (runStep());
    assert.ok(readings > 10, `${readings} of ${pauses}`);
    assert.deepEqual(queue.takeRecorded(), plain.queue.takeRecorded());
  });

  it('learns texts that are added in mid-recording, and then goes on', () => {
    const { queue, contextMixing } = createQueue();
    const texts = ['a', 'b', 'c'].map(textOf);
    queue.add(texts);
    while (queue.step());
    let step = queue.recordingStep();
    while (step.next().done) step = queue.recordingStep();
    queue.add([{ path: 'w/new', text: 'new\n' }], false);
    while (queue.step());
    assert.equal(runToEnd(step), true, 'given up');
    runQueue(queue);
    assert.equal(queue.isEmpty, true);
    assert.equal(queue.takeRecorded()!.length, 3);
    const learned = contextMixing.learned();
    assert.ok(learned.includes('|new\n|'));
    for (const { text } of texts) assert.equal(learned.split(text.slice(-60)).length, 2, 'its end is learned once');
  });

  it('continues a half-learned text when all texts are added, and records candidates in others', () => {
    const { queue, contextMixing, run } = createQueue();
    const texts = ['a', 'b', 'c'].map(textOf);
    queue.add(texts.slice(0, 1), false);
    for (let steps = 0; steps < 5; steps++) queue.step();
    queue.add(texts);
    run();
    assert.equal(contextMixing.learned().split(texts[0]!.text.slice(0, 40)).length, 2, 'its start is learned once');
    assert.equal(contextMixing.learned().split('|')[1], texts[0]!.text, 'and the rest before the others');
    assert.deepEqual(
      new Set(queue.takeRecorded()!.map(({ text }) => text)),
      new Set(texts.slice(1).map(({ text }) => text.slice(-800))),
    );
  });

  it('learns each text once, and its end last, if the same texts are added again', () => {
    const { queue, contextMixing, run } = createQueue();
    const texts = ['a', 'b', 'c'].map(textOf);
    queue.add(texts);
    for (let steps = 0; steps < 5; steps++) queue.step();
    queue.add(texts);
    run();
    assert.equal(queue.takeRecorded()?.length, 3);
    const learned = contextMixing.learned().split('|').slice(1);
    for (const { text } of texts) {
      const [start, end] = [text.slice(0, -800), text.slice(-800)];
      assert.ok(learned.includes(start) && learned.indexOf(end) > 2, 'the end comes after all starts');
    }
  });

  it('learns short texts without recording candidates', () => {
    const { queue, contextMixing, run } = createQueue();
    queue.add([{ path: 'w/a', text: 'one😀two\n' }]);
    run();
    assert.equal(queue.takeRecorded(), undefined);
    assert.equal(contextMixing.learned(), '|one😀two\n');
  });

  it('learns priming texts before all others, without recording candidates', () => {
    const { queue, contextMixing, run } = createQueue([textOf('priming')]);
    queue.add([{ path: 'w/a', text: 'one\n' }]);
    queue.add([{ path: 'w/b', text: 'two\n' }]);
    run();
    assert.equal(queue.takeRecorded(), undefined);
    assert.equal(contextMixing.learned(), `|${textOf('priming').text}|two\n|one\n`);
  });

  it('keeps a text only until it is learned, however many files come and go', () => {
    const opened = createModels({
      engine: referenceEngine,
      contextMixing: createTinyContextMixing,
    }).openContextMixing(0);
    const queue = createLearnQueue({ ...opened, learn: () => 0 });
    const before = heapUsed();
    for (let file = 0; file < 3000; file++) {
      const text = `temporary file ${file} with a line of usual length\n`.repeat(200);
      queue.add([{ path: `w/tmp/${file}`, text }]);
      assert.equal(queue.keptLength, text.length);
      runQueue(queue);
    }
    const growth = heapUsed() - before;
    assert.ok(growth < 8e6, `${growth} bytes`);
    assert.ok(queue.totalLength > 25e6);
    assert.equal(queue.keptLength, 0);
  });

  it('learns only the lines that changed, and none that the user typed', () => {
    const { queue, contextMixing, run } = createQueue();
    const version = (...lines: string[]) =>
      queue.add([{ path: 'w/a', text: lines.map((line) => `${line}\n`).join('') }]);
    version('one', 'two', 'three', 'four');
    run();
    version('one', 'TWO', 'three', 'four', 'five');
    run();
    version('one', 'TWO', 'four', 'five');
    run();
    assert.equal(contextMixing.learned(), '|one\ntwo\nthree\nfour\n|TWO\nthree\nfour\nfive\n');
  });
});
