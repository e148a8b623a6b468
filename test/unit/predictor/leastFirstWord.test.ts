import assert from 'node:assert/strict';
import { createTinyCompleter, texts } from './tinyCompleter.ts';

describe('a request with a least probability of the first word', () => {
  it('has no suggestion that is less probable', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn(texts);
    const { probability, text } = (await ask('const total ='))!;
    assert.equal(text, ' first + second;');
    assert.ok(probability < 0.9999);
    assert.equal((await ask('const total =', { leastFirstWord: 0.2 }))?.text, text);
    assert.equal(await ask('const total =', { leastFirstWord: 0.9999 }), undefined);
  });
});
