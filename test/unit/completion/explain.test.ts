import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { confidentFirstWord } from '../../../src/completion/decide/suggestWidget.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import type { ExplanationRequest } from '../../../src/protocol/predictor.ts';
import { ambiguousText, createTinyCompleter, texts } from '../predictor/tinyCompleter.ts';
import { checkpointOf, requestAt, turns } from '../predictor/tinyModel.ts';

const requestOf = (before: string, text: string, changes: Partial<ExplanationRequest> = {}): ExplanationRequest => ({
  ...requestAt(before, { model: 'mixture', maxCharacters: 60 }),
  text,
  ...changes,
});

async function learnedCompleter(withNetwork: boolean) {
  const { completer } = createTinyCompleter();
  await completer.learn(texts);
  if (withNetwork) await completer.load(checkpointOf('abcdefg hi.\n'));
  return completer;
}

describe('the explanation of a suggestion', () => {
  it('has the probability of each word, and other words', async () => {
    const { explain } = await learnedCompleter(false);
    const { words } = (await explain(requestOf('const total =', ' first + second')))!;
    const explained = words.map(({ text }) => text);
    assert.deepEqual(explained, [' first', ' +', ' second']);
    for (const { all, alternatives, text } of words) {
      assert.ok(all > 0.2 && all <= 1, `${text} ${all}`);
      const listed = alternatives.map(({ probability }) => probability);
      assert.deepEqual(
        listed,
        listed.toSorted((a, b) => b - a),
      );
      assert.ok(!alternatives.some((other) => other.text === text));
      assert.ok(listed.every((probability) => probability <= 1 - all + 0.05));
    }
    const [other] = (await explain(requestOf('const total =', ' second')))!.words;
    assert.ok(other!.all < words[0]!.all);
    assert.equal(other!.alternatives[0]?.text, ' first');
  });

  it('has probabilities that together are at most 1, also beside longer words that begin with the word', async () => {
    const { explain, learn } = await learnedCompleter(false);
    const lines = 'let sum = first;\nlet sum = firstName;\nlet sum = firstly;\nlet sum = other;\n';
    await learn([{ path: 'w/d.ts', text: lines.repeat(3) }]);
    const { words } = (await explain(requestOf('let sum =', ' first;')))!;
    const explained = words.map(({ text }) => text);
    assert.deepEqual(explained, [' first', ';']);
    assert.ok(words[0]!.alternatives.some(({ text }) => text === ' firstName'));
    for (const { all, alternatives, text } of words) {
      const total = alternatives.reduce((sum, { probability }) => sum + probability, all);
      assert.ok(total > 0.8 && total < 1.001, `${text} ${all} ${JSON.stringify(alternatives)}`);
      assert.ok(!alternatives.some((other) => /^\w/u.test(other.text)), 'what continues the word before is no word');
    }
  });

  it('says what the workspace network contributes, where there is one', async () => {
    const without = (await (await learnedCompleter(false)).explain(requestOf('ab', 'cdefg')))!.words;
    assert.equal(without[0]!.workspaceNetworkAlone, undefined);
    assert.deepEqual(without[0]!.without, []);
    const [word] = (await (await learnedCompleter(true)).explain(requestOf('ab', 'cdefg')))!.words;
    assert.ok(word!.workspaceNetworkAlone! > 0.9);
    const [other] = word!.without;
    assert.equal(other?.label, 'your network');
    assert.ok(other.probability < 0.01);
    assert.equal(word!.contextMixingAlone, other.probability, 'there is no other component');
  });

  it('is that of the workspace network where it makes the suggestions alone', async () => {
    const { explain } = await learnedCompleter(true);
    const [word] = (await explain(requestOf('ab', 'cdefg', { model: 'network' })))!.words;
    assert.equal(word!.all, word!.workspaceNetworkAlone);
    assert.ok(word!.all > 0.9);
    assert.equal(word!.contextMixingAlone, undefined);
  });

  it('names the gate that refuses a suggestion there, with the most probable word', async () => {
    const { explain, learn } = await learnedCompleter(false);
    await learn([ambiguousText]);
    const request = requestOf('let sum =', ' first');
    assert.equal((await explain(request))!.refusal, undefined);
    const { refusal } = (await explain({ ...request, suggestWidget: 'confident' }))!;
    assert.deepEqual([refusal?.gate, refusal?.text, refusal?.needed], ['suggestWidget', ' first', confidentFirstWord]);
    const unlikely = (await explain(requestOf('zq', '')))!.refusal!;
    assert.deepEqual([unlikely.gate, unlikely.text, unlikely.probability], ['unfamiliar', undefined, 0.01]);
    assert.ok(unlikely.probability! < unlikely.needed!);
    assert.deepEqual((await explain(requestOf('fi', '', { after: 'rst' })))!.refusal, { gate: 'insideWord' });
  });

  it('changes no prediction', async () => {
    const { explain, complete } = await learnedCompleter(true);
    const request = requestOf('const total =', ' first + second');
    const before = await complete(request, () => false);
    const first = await explain(request);
    assert.deepEqual(await explain(request), first);
    assert.deepEqual(await complete(request, () => false), before);
  });

  it('is nothing where nothing is loaded', async () => {
    const { explain } = createCompleter({ models: createModels({ engine: referenceEngine }), ...turns() });
    assert.equal(await explain(requestOf('a', 'b')), undefined);
  });
});
