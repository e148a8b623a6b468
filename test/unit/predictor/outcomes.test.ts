import assert from 'node:assert/strict';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { createTinyCompleter, texts } from './tinyCompleter.ts';
import { nextTurn, requestAt } from './tinyModel.ts';

/** A completer, and a user who sees its suggestions. */
function createUser(stepMs = 0) {
  const { completer, ask } = createTinyCompleter(stepMs);
  const see = async (before: string, changes: Partial<CompletionRequest> = {}) => {
    const completion = await ask(before, changes);
    const { document } = requestAt(before, changes);
    if (completion && completion.text !== changes.remaining)
      completer.observeOutcome({ kind: 'shown', document, text: completion.text });
    return completion;
  };
  const accept = (document: string, length: number) =>
    completer.observeOutcome({ kind: 'accepted', document, length, visibleMs: 2000 });
  return { completer, see, accept };
}

describe('completer that learns from the outcome of its suggestions', () => {
  it('reads typed-through text without a request', async () => {
    const { completer, contextMixing, ask } = createTinyCompleter();
    await completer.learn(texts);
    await ask('const tot');
    // In another block: nothing is declared twice in one.
    const before = '  const total = first + second;\n    const tota';
    const request = requestAt(before, { model: 'mixture', maxCharacters: 60, remaining: 'l = first + second;' });
    completer.typedThrough(request);
    while (!contextMixing.learned().endsWith('|  const total = first + second;\n')) await nextTurn();
    assert.equal((await completer.complete(request, () => false)).completion?.text, 'l = first + second;');
  });

  it('keeps a suggestion that the user types along with, and suggests another word after a disagreement', async () => {
    const likely = 'a worker\na workshop\n'.repeat(5) + 'a worker\n';
    for (const accepts of [false, true]) {
      const { completer, see, accept } = createUser(1000);
      await completer.learn([
        { path: 'w/a.ts', text: 'const total = first;\n'.repeat(60) },
        { path: 'w/b.txt', text: likely },
      ]);
      for (let i = 0; i < 20; i++) {
        const document = `w/${i}.ts`;
        await see('const to', { document });
        if (!accepts) continue;
        accept(document, 'tal = first;'.length);
        await see('const total = first;', { document });
      }
      assert.equal((await see('a wor'))?.text, 'ker');
      assert.equal((await see('a work', { remaining: 'er' }))?.text, 'er');
      await see('a works');
      assert.equal((await see('a work'))?.text, 'shop');
    }
  });

  it('raises the threshold in all documents while its suggestions are typed over, and not while they are accepted', async () => {
    const likely = 'a worker\na worship\n'.repeat(5) + 'a worker\n';
    const suggestionAfter = async (typed: (index: number) => string) => {
      const { completer, see } = createUser();
      await completer.learn([
        { path: 'w/a.ts', text: 'const total = first;\n'.repeat(60) },
        { path: 'w/b.txt', text: likely },
      ]);
      assert.equal((await see('a wor', { document: 'w/before.md' }))?.text, 'ker');
      for (let i = 0; i < 120; i++) {
        const document = `w/${i}.ts`;
        assert.ok(await see('const ', { document }));
        await see(`const ${typed(i)}`, { document });
      }
      return (await see('a wor', { document: 'w/after.md' }))?.text;
    };
    assert.equal(await suggestionAfter(() => 'total = first;'), 'ker');
    assert.equal(await suggestionAfter((index) => String.fromCharCode(0x3b1 + index)), undefined);
  });
});
