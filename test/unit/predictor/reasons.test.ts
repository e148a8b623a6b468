// The reason why there is no suggestion is the same for the request of a key and for the explanation at the same place.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CompletionRequest } from '../../../src/completion/request.ts';
import { createTinyCompleter } from './tinyCompleter.ts';
import { requestAt } from './tinyModel.ts';

const source = readFileSync('src/completion/fit/words.ts', 'utf8');
/** A fast user, who sees little that is short. */
const user = { charactersPerSecond: 8, reactionSeconds: 0.5, readingSeconds: 0.03 };

describe('the reason why there is no suggestion', () => {
  it('is that of the explanation at every place, also where the search of a key found no word', async () => {
    const { completer } = createTinyCompleter();
    await completer.learn([{ path: 'w/words.ts', text: source.slice(0, 3000) }]);
    const text = source.slice(400, 1600);
    const gates = new Set<string>();
    let unnamed = 0;
    let suggested = 0;
    for (let at = 20; at < text.length; at += 3) {
      const changes: Partial<CompletionRequest> = {
        model: 'mixture',
        maxCharacters: 60,
        confidence: at % 2 ? 'quiet' : 'balanced',
        ...(at % 5 < 2 && { user }),
        ...(at % 7 === 0 && { suggestWidget: 'confident' }),
        after: at % 4 === 0 ? text.slice(at, at + 100) : '',
      };
      const request = requestAt(text.slice(0, at), changes);
      const { completion, refusal } = await completer.complete(request, () => false);
      const explained = await completer.explain({ ...request, text: '' });
      const place = JSON.stringify({ before: text.slice(at - 20, at), refusal, explained: explained?.refusal });
      if (completion) {
        suggested++;
        assert.equal(explained?.refusal, undefined, place);
        continue;
      }
      assert.ok(refusal && explained?.refusal, place);
      gates.add(refusal.gate);
      if (refusal.text !== undefined || refusal.needed === undefined)
        assert.deepEqual(explained.refusal, refusal, place);
      else {
        unnamed++;
        const { gate, text: word, probability = 0, needed = 0 } = explained.refusal;
        if (word === undefined) assert.deepEqual(explained.refusal, { ...refusal, probability: 0.01 }, place);
        else assert.ok(gate === 'follows' || probability < needed, place);
      }
    }
    assert.ok(suggested > 20 && unnamed > 20, `${suggested} ${unnamed}`);
    for (const gate of ['insideWord', 'confidence', 'worth', 'suggestWidget'])
      assert.ok(gates.has(gate), [...gates].join());
  });

  it('is not that the user types too fast, once they wait', async () => {
    const { completer } = createTinyCompleter();
    await completer.learn([{ path: 'w/words.ts', text: source.slice(0, 3000) }]);
    const text = source.slice(400, 1600);
    for (let at = 20; at < text.length; at++) {
      const asked = (changes: Partial<CompletionRequest>) =>
        completer.complete(
          requestAt(text.slice(0, at), { model: 'mixture', maxCharacters: 60, ...changes }),
          () => false,
        );
      const { refusal } = await asked({ user });
      if (refusal?.gate !== 'worth') continue;
      const { completion } = await asked({});
      assert.ok(completion, text.slice(at - 20, at));
      return;
    }
    assert.fail('no place where the user types too fast');
  });
});
