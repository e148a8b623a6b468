import assert from 'node:assert/strict';
import { offeredRandomWords, randomWordsOf } from '../../../../src/completion/decide/randomWords.ts';

const learned = (text: string): string[] => [...randomWordsOf(text)].map(({ key }) => key);
const offered = (before: string, text: string): string[] => [...offeredRandomWords(before, text)].map(({ key }) => key);

describe('random-looking words', () => {
  it('mix letters with digits, or are long numbers, but no dates', () => {
    const text = 'the new one is x7Kq9m, the pin 48210973, as of v2 in 2024-01-15 (see foo)\n';
    assert.deepEqual(learned(text), ['x7Kq9m', '48210973']);
  });

  it('are letters alone, where they are in an unusual order', () => {
    assert.deepEqual(learned('My bike opens with qhzkwvtrpx now.\n'), ['qhzkwvtrpx']);
    assert.deepEqual(learned('export FOO=LOMXQPEWTZKV\nlet s = "kQmRxTzPwJ"\n'), ['LOMXQPEWTZKV', 'kQmRxTzPwJ']);
    const words = 'My bicycle opens with mountains, getElementsByTagName() and SERVER_DISCONNECTED.\n';
    assert.deepEqual(learned(words), []);
    assert.deepEqual(learned('Größenänderung Überschreitung переключатель\n'), []);
  });

  it('are no revisions and checksums, which files repeat and masking judges', () => {
    assert.deepEqual(learned(`uses: actions/cache@${'2c7b3805fd'.repeat(4)} # v4\n`), []);
  });

  it('include the signs between letters and digits, and each part of a run that could be offered first', () => {
    assert.deepEqual(learned('"Harbor-dragon-8328"!'), ['Harbor-dragon', 'Harbor-dragon-8328']);
    assert.deepEqual(learned('tr0ub4dor&3.'), ['tr0ub4dor', 'tr0ub4dor&3']);
  });

  it('may be letters alone in quotes after a name for secrets, with a key of their own', () => {
    assert.deepEqual(learned(`const adminPassword = 'whale';\n`), ['"whale']);
    assert.deepEqual(learned(`const animal = 'whale';\n`), []);
  });

  it('are offered by a suggestion that ends or continues them', () => {
    assert.deepEqual(offered('the code is x7K', 'q9mPd today'), ['x7Kq9mPd']);
    assert.deepEqual(offered('the code is x7Kq9m ', 'today'), []);
    assert.deepEqual(offered(`password: "`, 'whale", "b"'), ['"whale']);
  });

  it('are offered from the beginning of a run, which may continue later', () => {
    assert.deepEqual(offered('key: ', 'Harbor-dragon'), ['Harbor-dragon']);
  });

  it('have places relative to the suggestion', () => {
    const [word] = offeredRandomWords('one x7K', 'q9mPd two');
    assert.deepEqual([word!.start, word!.end], [-3, 5]);
  });

  it('takes time linear in a long run', () => {
    const begun = performance.now();
    learned('a1-'.repeat(100_000));
    assert.ok(performance.now() - begun < 1000);
  });
});
