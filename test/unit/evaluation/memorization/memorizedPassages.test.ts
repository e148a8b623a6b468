import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { loadModels } from '../../../../src/cli/loadModels.ts';
import {
  maxPassageLength,
  memorizedPassages,
  minPassageLength,
} from '../../../../src/evaluation/memorization/memorizedPassages.ts';
import type { LanguageModel } from '../../../../src/model/languageModel.ts';
import { createTrainedComponents } from '../../../../src/model/trainedComponents.ts';
import type { TrainingText } from '../../../../src/model/trainingText.ts';
import { prose } from './prose.ts';

const texts = globSync('src/completion/fit/*.ts').map((path) => ({
  path: `w/${path}`,
  text: readFileSync(path, 'utf8'),
}));

async function trainedOn(texts: readonly TrainingText[]): Promise<LanguageModel> {
  return createTrainedComponents(await loadModels(false), { texts, checkpoint: undefined }).combine(['contextMixing'])
    .model;
}

function run(work: ReturnType<typeof memorizedPassages>) {
  const progress: number[] = [];
  for (;;) {
    const { done, value } = work.next();
    if (done) return { passages: value, progress };
    progress.push(value);
  }
}

const secretPlan = prose(1, 40);
/** Predictions: the passages of all texts. */
const budget = 40_000;

describe('memorized passages', () => {
  it('contain a passage that was learned from one file, with its place', async () => {
    const planted = [...texts, { path: 'w/plan.txt', text: `The plan\n\n${secretPlan}` }];
    const { passages, progress } = run(memorizedPassages(await trainedOn(planted), planted, budget));
    const found = passages.find(({ path }) => path === 'w/plan.txt');
    assert.ok(found, JSON.stringify(passages.map(({ path, length }) => [path, length])));
    assert.equal(planted.at(-1)!.text.split('\n')[found.line - 1], found.text.split('\n')[0]);
    assert.ok(found.length >= minPassageLength && found.length <= maxPassageLength);
    assert.ok(secretPlan.includes(found.text) || `The plan\n\n${secretPlan}`.includes(found.text));
    for (const { path, text } of passages) {
      const source = planted.find((each) => each.path === path)!.text;
      const after = source.slice(source.indexOf(text) + text.length);
      assert.ok(!(/[\p{L}\p{N}]$/u.test(text) && /^[\p{L}\p{N}]/u.test(after)), `${text}|${after.slice(0, 9)}`);
    }
    assert.ok(passages.every(({ length }, at) => at === 0 || length <= passages[at - 1]!.length));
    assert.ok(progress.every((done, at) => done <= 1 && done >= (progress[at - 1] ?? 0)));
    // One prediction for each unit of the budget at most.
    assert.ok(progress.length < 1.2 * budget, `${progress.length}`);
  });

  it('contain no text twice', async () => {
    const diary = { path: 'w/diary.txt', text: prose(3, 120) };
    const { passages } = run(memorizedPassages(await trainedOn([diary]), [diary], 40_000));
    assert.ok(passages.length > 1);
    const ranges = passages.map(({ text }) => [diary.text.indexOf(text), text.length] as const);
    for (const [start, length] of ranges) {
      const others = ranges.filter(([other]) => other > start && other < start + length);
      assert.deepEqual(others, [], `${start} ${length}`);
    }
  });

  it('contain nothing that several files have in common, nor what was not learned', async () => {
    const copies = ['w/a.txt', 'w/b.txt'].map((path) => ({ path, text: `The plan\n\n${secretPlan}` }));
    const model = await trainedOn([...texts, ...copies]);
    assert.deepEqual(run(memorizedPassages(model, copies, 6000)).passages, []);
    const other = [{ path: 'w/new.txt', text: prose(2, 40) }];
    assert.deepEqual(run(memorizedPassages(await trainedOn(texts), other, 6000)).passages, []);
    assert.deepEqual(run(memorizedPassages(model, [], 6000)).passages, []);
  });
});
