import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { calibrateThresholds } from '../../../src/completion/policy/calibrateThresholds.ts';
import { createLearnQueue } from '../../../src/predictor/learnQueue.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

function learning(generic: Parameters<typeof createLearnQueue>[1] = []) {
  const counts = createTinyContextMixing();
  const models = createModels({ engine: referenceEngine, contextMixing: () => counts });
  const all = createLearnQueue(models.openContextMixing(0), generic);
  const run = () => {
    while (all.step());
  };
  return { all, counts, run };
}

/** A text of numbered lines that is like any other. */
const textOf = (name: string) => ({
  path: `w/${name}`,
  text: Array.from({ length: 160 }, (_, line) => `let ${name}${line % 7} = ${line};\n`).join(''),
});

describe('learning', () => {
  it('measures itself on the ends of some texts, after all else and before it learns them', () => {
    const { all, counts, run } = learning();
    const texts = ['a', 'b', 'c'].map(textOf);
    all.add(texts);
    assert.equal(all.recorded, undefined);
    run();
    const records = all.recorded!;
    assert.equal(records.length, 3);
    for (const { text, candidates } of records) {
      assert.equal(candidates.length, text.length);
      assert.ok(candidates.some((found) => found?.some(({ words }) => words.length > 0)));
    }
    const learnt = counts.learned().split('|').slice(1);
    assert.equal(learnt.length, 6);
    assert.equal(learnt[0]! + learnt[3]!, texts[0]!.text);
    const thresholds = calibrateThresholds(records);
    assert.ok(thresholds.eager <= thresholds.balanced && thresholds.balanced <= thresholds.quiet);
  });

  it('goes on with what is half learnt when all texts come, and measures itself on others', () => {
    const { all, counts, run } = learning();
    const texts = ['a', 'b', 'c'].map(textOf);
    all.add(texts.slice(0, 1), false);
    for (let steps = 0; steps < 5; steps++) all.step();
    all.add(texts);
    run();
    assert.equal(counts.learned().split(texts[0]!.text.slice(0, 40)).length, 2, 'its beginning is learnt once');
    assert.equal(counts.learned().split('|')[1], texts[0]!.text, 'and goes on before the others');
    assert.deepEqual(
      new Set(all.recorded!.map(({ text }) => text)),
      new Set(texts.slice(1).map(({ text }) => text.slice(-800))),
    );
  });

  it('learns each text whole, and its end last, when the same texts come again meanwhile', () => {
    const { all, counts, run } = learning();
    const texts = ['a', 'b', 'c'].map(textOf);
    all.add(texts);
    for (let steps = 0; steps < 5; steps++) all.step();
    all.add(texts);
    run();
    assert.equal(all.recorded?.length, 3);
    const learnt = counts.learned().split('|').slice(1);
    for (const { text } of texts) {
      const [start, end] = [text.slice(0, -800), text.slice(-800)];
      assert.ok(learnt.includes(start) && learnt.indexOf(end) > 2, 'its start, and its end after all starts');
    }
  });

  it('learns short texts whole, and has nothing to measure by', () => {
    const { all, counts, run } = learning();
    all.add([{ path: 'w/a', text: 'one😀two\n' }]);
    run();
    assert.equal(all.recorded, undefined);
    assert.equal(counts.learned(), '|one😀two\n');
  });

  it('learns what it starts with before all else, and measures nothing by it', () => {
    const { all, counts, run } = learning([textOf('generic')]);
    all.add([{ path: 'w/a', text: 'one\n' }]);
    all.add([{ path: 'w/b', text: 'two\n' }]);
    run();
    assert.equal(all.recorded, undefined);
    assert.equal(counts.learned(), `|${textOf('generic').text}|two\n|one\n`);
  });

  it('has nothing to do with nothing', () => {
    const { all } = learning();
    all.add([]);
    assert.equal(all.step(), false);
  });
});
