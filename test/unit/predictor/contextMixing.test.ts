// Suggestions of a completer with context mixing.
import assert from 'node:assert/strict';
import { createTinyCompleter, texts } from './tinyCompleter.ts';
import { checkpointOf, nextTurn, requestAt } from './tinyModel.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';

describe('completer with context mixing', () => {
  it('suggests from the texts of the workspace without a network', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn(texts);
    assert.equal((await ask('const tot'))?.text, 'al = first + second;');
  });

  it('suggests characters of any UTF-8 length', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn(texts);
    assert.equal((await ask('größ'))?.text, 'er 中文 😀 done');
    const byHand = await ask('er 中文 ', { alternatives: 1 });
    assert.equal(byHand?.text, '😀 done');
  });

  it('finds words whose first characters share their first byte', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn([{ path: 'w/a.md', text: 'это полка\nэто начало\n'.repeat(5) }]);
    const completion = await ask('это ', { alternatives: 2 });
    const words = [completion!.text, ...completion!.alternatives!].map((text) => text.split(/\s/u)[0]);
    assert.deepEqual(new Set(words.slice(0, 2)), new Set(['полка', 'начало']));
  });

  it('finds the ends of words in any script', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn([{ path: 'w/a.md', text: '敏捷的棕色狐狸，跳过了懒狗、“größe” – no…\n'.repeat(20) }]);
    assert.equal((await ask('敏捷的'))?.text, '棕色狐狸，跳过了懒狗、“größe” – no…');
  });

  it('suggests in mid-line only what the text after the caret follows', async () => {
    const { completer, ask } = createTinyCompleter();
    const rare = 'she said it quickly, as men do\n'.repeat(2);
    await completer.learn([{ path: 'w/a.md', text: rare + 'he said it quickly and with a smile\n'.repeat(5) }]);
    assert.equal((await ask('he said it quickly'))?.text, ' and with a smile');
    assert.equal((await ask('he said it quickly', { after: ' and with a smile' }))?.text, undefined);
    assert.equal((await ask('he said it quickly', { after: ' with a smile' }))?.text, ' and');
    const request = requestAt('he said it quickly', { model: 'mixture', maxCharacters: 60, after: ', as men do' });
    assert.equal((await completer.complete(request, () => false)).refusal?.gate, 'join');
  });

  describe('with a random-looking word of one file', () => {
    const word = 'k8Qm2Vx9Lw';
    const line = `the code is ${word} here\n`;
    const other = 'w/other.md';

    it('suggests it in that file only, and also by hand', async () => {
      const { completer, ask } = createTinyCompleter();
      await completer.learn([...texts, { path: 'w/notes.md', text: line.repeat(3) }]);
      assert.equal((await ask('the code is ', { document: 'w/notes.md' }))?.text, `${word} here`);
      for (const before of ['the code is ', 'the code is k8Q', 'the ']) {
        for (const alternatives of [undefined, 2]) {
          const found = await ask(before, { document: other, ...(alternatives !== undefined && { alternatives }) });
          const all = [found?.text ?? '', ...(found?.alternatives ?? [])].join('|');
          assert.ok(!all.includes(word.slice(3)), `${before}: ${all}`);
        }
      }
    });

    it('names the gate', async () => {
      const { completer } = createTinyCompleter();
      await completer.learn([{ path: 'w/notes.md', text: line.repeat(3) }]);
      const request = requestAt('the code is ', { model: 'mixture', maxCharacters: 60, document: other });
      assert.equal((await completer.complete(request, () => false)).refusal?.gate, 'otherFile');
    });

    it('suggests it where the user typed it, and where two files have it', async () => {
      const { completer, ask } = createTinyCompleter();
      await completer.learn([{ path: 'w/notes.md', text: line.repeat(3) }]);
      assert.equal((await ask(`${line}the code is `, { document: other }))?.text, `${word} here`);
      await completer.learn([{ path: 'w/second.md', text: line }]);
      assert.equal((await ask('the code is ', { document: 'w/third.md' }))?.text, `${word} here`);
    });

    it('does not suggest in another document what was typed in one', async () => {
      const { completer, ask } = createTinyCompleter();
      await completer.learn(texts);
      for (const before of ['\n', `\n${line}`, `\n${line}${line}`]) await ask(before, { document: 'w/typed.md' });
      assert.equal((await ask(`\n${line}the code is `, { document: 'w/typed.md' }))?.text, `${word} here`);
      assert.equal((await ask('\nthe code is ', { document: other }))?.text, undefined);
    });

    it('forgets it with the texts', async () => {
      const { completer, ask } = createTinyCompleter();
      await completer.learn([{ path: 'w/notes.md', text: line.repeat(3) }]);
      await completer.learn([{ path: 'w/new.md', text: line.repeat(3) }], { fromScratch: true });
      assert.equal((await ask('the code is ', { document: 'w/new.md' }))?.text, `${word} here`);
    });
  });

  for (const [what, selected, enough] of [
    ['decoding', '', 4],
    ['decoding after a selected item', 'tal = ', 8],
  ] as const) {
    it(`restores the models when ${what} is cancelled`, async () => {
      const { completer, ask } = createTinyCompleter(1000);
      await completer.learn(texts);
      await ask('const t');
      let looks = 0;
      const request = requestAt('const to', { model: 'mixture', maxCharacters: 60, selected });
      assert.equal((await completer.complete(request, () => ++looks > enough)).completion, undefined);
      assert.equal((await ask('const tot'))?.text, 'al = first + second;');
    });
  }

  it('restores the models before it answers a newer request', async () => {
    const { completer, contextMixing, ask } = createTinyCompleter(1000);
    await completer.learn(texts);
    await ask('const t');
    const older = ask('const to');
    for (let turns = 0; turns < 4; turns++) await nextTurn();
    assert.equal((await ask('const tot'))?.text, 'al = first + second;');
    assert.equal(await older, undefined);
    assert.equal((await ask('const tota'))?.text, 'l = first + second;');
    await ask('const total\n');
    assert.ok(contextMixing.learned().endsWith('const total\n'));
  });

  it('suggests from the nearest texts while others are read, with tables for all texts', async () => {
    const sizes: number[] = [];
    const contextMixing = createTinyContextMixing();
    const open = (characters: number) => (sizes.push(characters), contextMixing);
    const { completer, ask } = createTinyCompleter(0, { open });
    await completer.learn([texts[0]!], { expectedCharacters: 500_000 });
    assert.equal((await ask('const tot'))?.text, 'al = first + second;');
    await completer.learn(texts);
    assert.deepEqual(sizes, [500_000]);
    assert.equal(contextMixing.learned().split(texts[0]!.text).length, 2, 'once');
    assert.ok(contextMixing.learned().includes(texts[1]!.text));
  });

  it('uses the network as an input while it learns typed text', async () => {
    const { contextMixing, completer, ask } = createTinyCompleter();
    await completer.learn([]);
    await completer.load(checkpointOf('abcdefg hi.\n'));
    const completion = await ask('ab');
    assert.equal(completion?.text, 'cdefg hi.');
    await ask('ab\n');
    assert.equal(contextMixing.learnedWith('workspaceNetwork'), 3);
  });

  it('does not wait for a network that has much to read', async () => {
    const { contextMixing, completer, ask } = createTinyCompleter(1000);
    const text = 'abcdefg hi.\n'.repeat(30);
    await completer.learn([{ path: 'w/a', text }]);
    await completer.load(checkpointOf('abcdefg hi.\n'));
    assert.equal((await ask(`${text}ab`, { document: 'w/a' }))?.text, 'cdefg hi.', 'from context mixing');
    assert.equal(contextMixing.learnedWith('workspaceNetwork'), 0);
    for (let tries = 0; tries < 1000 && contextMixing.learnedWith('workspaceNetwork') === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await ask(`${text}ab`, { document: 'w/a' });
      await ask(`${text}abc\n`, { document: 'w/a' });
    }
    assert.ok(contextMixing.learnedWith('workspaceNetwork') > 0);
  });

  it('uses only the network if the request asks for it', async () => {
    const { completer, ask } = createTinyCompleter();
    await completer.learn(texts);
    assert.equal(await ask('const tot', { model: 'network' }), undefined);
    await completer.load(checkpointOf('abcdefg hi.\n'));
    assert.equal((await ask('ab', { model: 'network' }))?.text, 'cdefg hi.');
  });
});
