import assert from 'node:assert/strict';
import { LearnedTexts } from '../../../../src/host/processes/learnedTexts.ts';
import { cpuMs } from '../../cpuMs.ts';

function learned(lengths: Readonly<Record<string, number>>): LearnedTexts {
  const texts = new LearnedTexts();
  for (const [path, length] of Object.entries(lengths)) texts.set(path, length);
  return texts;
}

describe('the learned texts', () => {
  it('tell when they are forgotten', () => {
    let cleared = 0;
    const texts = new LearnedTexts(() => cleared++);
    texts.clear();
    texts.set('a.md', 3);
    assert.equal(cleared, 0);
    texts.clear();
    assert.deepEqual([cleared, texts.size], [1, 0]);
  });

  it('know their lengths, also of a newer version', () => {
    const texts = learned({ 'ws/a': 3, 'ws/b': 4 });
    texts.set('ws/a', 10);
    assert.deepEqual([texts.size, texts.totalLength, texts.lengthOf('ws/a'), texts.lengthOf('ws/c')], [2, 14, 10, 0]);
    assert.deepEqual([texts.has('ws/b'), texts.has('ws/c')], [true, false]);
  });

  it('know all folders that contain one of them', () => {
    const texts = learned({ 'ws/a/b/c': 1, 'ws/a/d': 1, 'file:///e/f': 1 });
    const folders = ['ws', 'ws/a', 'ws/a/b', 'file:///e'];
    assert.deepEqual(
      folders.filter((folder) => !texts.hasIn(folder)),
      [],
    );
    assert.deepEqual(
      ['ws/a/b/c', 'w', 'ws/', 'ws/a/d', ''].filter((folder) => texts.hasIn(folder)),
      [],
    );
  });

  it('tell whether one of them is missing in a list, or empty there', () => {
    const texts = learned({ a: 1, b: 1, empty: 0 });
    const list = (names: string) => Array.from(names, (path) => ({ path, text: 'x' }));
    const empty = (path: string) => ({ path, text: '' });
    assert.equal(texts.areAllIn([...list('abc'), empty('empty')]), true);
    assert.equal(texts.areAllIn([...list('a'), empty('empty')]), false);
    assert.equal(texts.areAllIn([...list('a'), empty('b'), empty('empty')]), false);
  });

  it('are none after they were cleared', () => {
    const texts = learned({ 'ws/a': 3 });
    texts.clear();
    assert.deepEqual([texts.size, texts.totalLength, texts.has('ws/a'), texts.hasIn('ws')], [0, 0, false, false]);
  });

  it('answer for 10,000 deleted files among 5,000 learned ones in a moment', async () => {
    const texts = new LearnedTexts();
    for (let n = 0; n < 5000; n++) texts.set(`ws/src/module${n % 100}/file${n}.ts`, 100);
    const ms = await cpuMs(() => {
      for (let n = 0; n < 10_000; n++) assert.equal(texts.hasIn(`ws/build/output${n}`), false);
    });
    assert.ok(ms < 200, `${ms} ms`);
  });
});
