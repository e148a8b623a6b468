// While everything is learned again, what was learned before goes on suggesting, as long as it may.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LearnOptions } from '../../../src/protocol/predictor.ts';
import { holdsWithin } from '../../holdsWithin.ts';
import { createTinyContextMixing, type TinyContextMixing } from '../model/tinyContextMixing.ts';
import { createTinyCompleter, texts } from './tinyCompleter.ts';

const [old, other] = texts as [(typeof texts)[0], (typeof texts)[0]];
const changed = { path: old.path, text: 'const value = third;\n'.repeat(3) };

/** Takes longer than a slice of the work. */
const long = { path: 'w/long.ts', text: Array.from({ length: 5000 }, (_, line) => `line ${line}\n`).join('') };

/** A completer that has learned `texts` and is told to learn others instead, but waits with it. */
async function learningAgain(options: LearnOptions, next = [changed, other], memoryBytes = 1000) {
  const models: TinyContextMixing[] = [];
  let replaced = 0;
  const { completer, ask } = createTinyCompleter(0, {
    open: () => {
      models.push({ ...createTinyContextMixing(), memoryBytes });
      return models.at(-1)!;
    },
    now: () => performance.now(),
    onReplaced: () => replaced++,
  });
  await completer.learn(texts);
  completer.setLearningShare(0);
  const learned = completer.learn([long, ...next], { fromScratch: true, ...options });
  const suggestsOld = async (): Promise<boolean> => (await ask('const tot', { mayLearn: false })) !== undefined;
  return { completer, ask, models, learned, suggestsOld, replaced: () => replaced };
}

describe('what was learned before', () => {
  it('suggests until everything is learned again, and then no more', async () => {
    const { completer, learned, suggestsOld, ask, replaced, models } = await learningAgain({ keepEarlierMs: Infinity });
    assert.ok(await suggestsOld());
    assert.equal(await ask('const val', { mayLearn: false }), undefined);
    await ask('let typed = 1;\n', { document: 'untitled:1' });
    assert.ok(models[0]!.learned().endsWith('|let typed = 1;\n'));
    assert.equal(replaced(), 0);
    completer.setLearningShare(1);
    await learned;
    assert.equal(replaced(), 1);
    assert.ok(!(await suggestsOld()));
    assert.equal((await ask('const val', { mayLearn: false }))?.text, 'ue = third;');
    assert.ok(!models[1]!.learned().includes('total'));
  });

  it('suggests no more where it must be forgotten at once', async () => {
    const { suggestsOld, replaced } = await learningAgain({});
    assert.ok(!(await suggestsOld()));
    assert.equal(replaced(), 1);
  });

  it('suggests no more after its time, also where learning is paused and begins once more', async () => {
    const { completer, suggestsOld } = await learningAgain({ keepEarlierMs: 300 });
    assert.ok(await suggestsOld());
    void completer.learn([long, other], { fromScratch: true, keepEarlierMs: Infinity });
    assert.ok(await suggestsOld());
    assert.ok(await holdsWithin(10_000, async () => !(await suggestsOld())));
  });

  it('suggests no more where a secret is found in its text', async () => {
    const masked = { path: old.path, text: old.text.replaceAll('total = first + second', '***') };
    const again = await learningAgain({ keepEarlierMs: Infinity }, [masked, other]);
    assert.ok(!(await again.suggestsOld()));

    const later = await learningAgain({ keepEarlierMs: Infinity }, [other]);
    assert.ok(await later.suggestsOld());
    void later.completer.learn([masked]);
    assert.ok(!(await later.suggestsOld()));
  });

  it('suggests no more where its tables and the new ones would take too much memory', async () => {
    const { suggestsOld } = await learningAgain({ keepEarlierMs: Infinity }, undefined, 100 * 2 ** 20);
    assert.ok(!(await suggestsOld()));
  });

  it('is not told to be replaced again when its time is over', async () => {
    const { completer, learned, replaced } = await learningAgain({ keepEarlierMs: 100 });
    completer.setLearningShare(1);
    await learned;
    await sleep(200);
    assert.equal(replaced(), 1);
  });
});
