import assert from 'node:assert/strict';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { createNextSuggestion, withinBudget } from '../../../src/predictor/nextSuggestion.ts';
import { createFileIndex } from '../../../src/completion/decide/fileIndex.ts';
import { createSuggestionFeedback } from '../../../src/completion/feedback.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { combineLoaded, createModels } from '../../../src/model/createModels.ts';
import { createLearnQueue } from '../../../src/predictor/learnQueue.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';
import { createTinyCompleter } from './tinyCompleter.ts';
import { predictNextCharacter } from '../../../src/predictor/dashboardQueries.ts';
import { checkpointOf, nextTurn, requestAt } from './tinyModel.ts';

const text = '  const total = first + second;\n  return total * factor;\n';
const learned = [{ path: 'w/a.txt', text: text.repeat(20) }];

/** Until the predictor has nothing to do. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 300; turn++) await nextTurn();
}

const options = { multiline: true, maxCharacters: 16 };

/** A completer that has learned. `isKnown`: whether a request is answered without a prediction of the model. */
async function prepared() {
  const { completer, contextMixing, ask } = createTinyCompleter();
  let predictions = 0;
  const predict = contextMixing.predict.bind(contextMixing);
  contextMixing.predict = (...parameters) => (predictions++, predict(...parameters));
  await completer.learn(learned);
  const suggestion = async (before: string, changes: Partial<CompletionRequest> = {}) => {
    predictions = 0;
    const completion = await ask(before, { ...options, ...changes });
    const isKnown = predictions === 0;
    await idle();
    return { text: completion?.text, isKnown };
  };
  return { completer, contextMixing, suggestion };
}

describe('the suggestion after an accepted one', () => {
  const before = '  const total';

  it('is known at once, and the same as without preparation', async () => {
    const { suggestion } = await prepared();
    let text = before;
    for (let acceptances = 0; acceptances < 4; acceptances++) {
      const first = await suggestion(text);
      assert.equal(first.isKnown, acceptances > 0);
      const other = await (await prepared()).suggestion(text);
      assert.ok(first.text && !other.isKnown);
      assert.equal(first.text, other.text);
      text += first.text;
    }
  });

  it('is known after a part of the visible one is typed or accepted', async () => {
    const { completer, suggestion } = await prepared();
    const first = (await suggestion(before)).text!;
    const typed = { ...options, model: 'mixture', remaining: first.slice(3) } as const;
    completer.typedThrough(requestAt(before + first.slice(0, 3), typed));
    await idle();
    assert.ok((await suggestion(before + first)).isKnown);
  });

  it('is asked for again where it was not worth the time of a fast user, who now waits', async () => {
    const contextMixing = createTinyContextMixing();
    const opened = createModels({ engine: referenceEngine, contextMixing: () => contextMixing }).openContextMixing(1);
    const queue = createLearnQueue(opened, { fileIndex: createFileIndex() });
    queue.add(learned, false);
    while (queue.step());
    const models = combineLoaded(undefined, opened)!;
    const feedback = createSuggestionFeedback();
    const next = createNextSuggestion({ ...feedback, fileIndex: undefined }, () => 0);
    const user = { charactersPerSecond: 30, reactionSeconds: 1, readingSeconds: 0.05 };
    const request = requestAt(before, { model: 'mixture', ...options, user });
    const shown = ' = first';
    for (const work = next.prepare(models, request, shown); !work.next().done;);
    const after = { ...request, before: before + shown };
    assert.equal(next.take(models, after)?.refusal?.gate, 'worth');
    const waiting = requestAt(after.before, { model: 'mixture', ...options });
    assert.equal(next.take(models, waiting), undefined);
  });

  it('is known where the suggestion goes on behind a bracket that the editor closed', async () => {
    const { completer, suggestion } = await prepared();
    await completer.learn([{ path: 'w/c.txt', text: 'if (isOpen) {\n  close(door);\n}\n'.repeat(60) }]);
    const { text = '' } = await suggestion('if (', { after: ')\n', maxCharacters: 60 });
    assert.match(text, /^isOpen\) \{/u);
    assert.ok((await suggestion(`if (${text}`, { after: '\n', maxCharacters: 60 })).isKnown);
  });

  it('is computed again at another caret, with other options, or with newer models', async () => {
    const { completer, suggestion } = await prepared();
    const first = (await suggestion(before)).text!;
    const isKnown = async (text: string, changes: Partial<CompletionRequest> = {}) => {
      await suggestion(before);
      return (await suggestion(text, changes)).isKnown;
    };
    assert.ok(await isKnown(before + first));
    assert.equal(await isKnown(`${before}${first}x`), false);
    assert.equal(await isKnown(before + first, { after: '\nx' }), false);
    assert.equal(await isKnown(before + first, { confidence: 'eager' }), false);
    assert.equal(await isKnown(before + first, { document: 'file:///b.txt' }), false);
    await suggestion(before);
    await completer.learn([{ path: 'w/b.txt', text: 'other text\n' }], { fromScratch: true });
    assert.equal((await suggestion(before + first)).isKnown, false);
  });

  it('does not keep a query of the dashboard from its answer', async () => {
    const { completer, ask } = createTinyCompleter(1);
    await completer.load(checkpointOf('abcdefg hi.\n'));
    await completer.learn(learned);
    for (let turns = 1; turns < 8; turns++) {
      assert.ok(await ask(before, options));
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      const query = { document: 'a.txt', before: 'ab', after: 'c', count: 1 };
      const found = await completer.query((network) => predictNextCharacter(network, query));
      assert.equal(found?.expected[0]?.character, 'c', `after ${turns} turns`);
    }
  });

  it('does not teach the model text that is not accepted', async () => {
    const { contextMixing, suggestion } = await prepared();
    await suggestion('const total = first');
    const learnedBefore = contextMixing.learned();
    await suggestion('const total = first + 1');
    assert.equal(contextMixing.learned(), learnedBefore);
  });
});

describe('work within a budget', () => {
  function* work(ended: { by?: string }): Generator<void, string> {
    try {
      for (let step = 0; step < 10; step++) yield;
      return 'done';
    } finally {
      ended.by = 'cleanup';
    }
  }

  const clock = (stepMs: number): (() => number) => {
    let time = 0;
    return () => (time += stepMs);
  };

  it('returns its result if it takes less', () => {
    const run = withinBudget(work({}), 100, clock(1));
    let step = run.next();
    while (!step.done) step = run.next();
    assert.equal(step.value, 'done');
  });

  it('is stopped and cleaned up when its own steps take longer, or the caller stops it', () => {
    const ended: { by?: string } = {};
    const run = withinBudget(work(ended), 3, clock(1));
    let steps = 0;
    let step = run.next();
    for (; !step.done; step = run.next()) steps++;
    assert.equal(step.value, undefined);
    assert.equal(ended.by, 'cleanup');
    assert.equal(steps, 3);
    const stopped: { by?: string } = {};
    const other = withinBudget(work(stopped), 100, clock(1));
    other.next();
    other.return(undefined);
    assert.equal(stopped.by, 'cleanup');
  });
});
