import assert from 'node:assert/strict';
import { counting, texts } from './tinyCompleter.ts';
import { requestAt } from './tinyModel.ts';

describe('completer that hears what becomes of its suggestions', () => {
  it('reads what is typed along with a suggestion without being asked', async () => {
    const { completer, counts, ask } = counting();
    await completer.learn(texts);
    await ask('const tot');
    const request = requestAt('const tota', { model: 'mixture', maxCharacters: 60, remaining: 'l = first + second;' });
    completer.typedThrough(request);
    while (!counts.learned().endsWith('tota')) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await completer.complete(request, () => false))?.text, 'l = first + second;');
  });

  it('says another word than the one that somebody who takes what is right did not take', async () => {
    const likely = 'a worker\na workshop\n'.repeat(5) + 'a worker\n';
    const second = async (takes: boolean) => {
      const { completer, ask } = counting(1000);
      await completer.learn([{ path: 'w/a.md', text: 'const total = first;\n'.repeat(200) + likely }]);
      for (let i = 0; i < 20; i++) {
        const document = `w/${i}.ts`;
        const first = await ask('const to', { document });
        assert.equal(first?.reusable, i < 3 || !takes);
        if (takes) await ask('const total = first;', { document });
      }
      assert.equal((await ask('a wor'))?.text, 'ker');
      return (await ask('a work', { remaining: 'er' }))?.text;
    };
    assert.equal(await second(false), 'er');
    assert.equal(await second(true), 'shop');
  });

  it('grows quieter in all documents while its suggestions are typed over, and no quieter while they are taken', async () => {
    const likely = 'a worker\na worship\n'.repeat(5) + 'a worker\n';
    const stillSays = async (typed: (index: number) => string) => {
      const { completer, ask } = counting();
      await completer.learn([{ path: 'w/a.md', text: 'const total = first;\n'.repeat(400) + likely }]);
      assert.equal((await ask('a wor', { document: 'w/before.md' }))?.text, 'ker');
      for (let i = 0; i < 120; i++) {
        const document = `w/${i}.ts`;
        assert.ok(await ask('const ', { document }));
        await ask(`const ${typed(i)}`, { document });
      }
      return (await ask('a wor', { document: 'w/after.md' }))?.text;
    };
    assert.equal(await stillSays(() => 'total = first;'), 'ker');
    assert.equal(await stillSays((index) => String.fromCharCode(0x3b1 + index)), undefined);
  });
});
