import assert from 'node:assert/strict';
import { ambiguousText, createTinyCompleter, texts } from './tinyCompleter.ts';

describe('a request beside the suggest widget', () => {
  it('has a suggestion only if its first word is confident', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn([...texts, ambiguousText]);
    assert.equal((await ask('const total ='))?.text, ' first + second;');
    assert.equal((await ask('const total =', { suggestWidget: 'confident' }))?.text, ' first + second;');
    assert.equal((await ask('let sum ='))?.text, ' first + second;');
    assert.equal(await ask('let sum =', { suggestWidget: 'confident' }), undefined);
  });
});
