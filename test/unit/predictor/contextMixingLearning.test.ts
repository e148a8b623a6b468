// What a completer with context mixing learns: texts of the workspace, and lines that the user types.
import assert from 'node:assert/strict';
import { createTinyCompleter, texts } from './tinyCompleter.ts';
import { nextTurn } from './tinyModel.ts';
import { createTinyContextMixing, type TinyContextMixing } from '../model/tinyContextMixing.ts';

describe('completer that learns with context mixing', () => {
  it('learns typed lines once, when they are complete', async () => {
    const { contextMixing, completer, ask } = createTinyCompleter();
    await completer.learn([]);
    await ask('name');
    await ask('name = 1');
    await ask('name = 12');
    await ask('name = ');
    await ask('name = 2');
    assert.equal(contextMixing.learned(), '|');
    await ask('name = 2\n');
    await ask('name = 2\nx');
    await ask('name = 2\nxy');
    assert.equal(contextMixing.learned(), '|name = 2\n');
    await ask('name = 2\nxy\n');
    assert.equal(contextMixing.learned(), '|name = 2\nxy\n');
  });

  it('reads the line of the caret without learning it, also where the document changes', async () => {
    const { contextMixing, completer, ask } = createTinyCompleter();
    await completer.learn([]);
    await ask('one\ntwo');
    await ask('other', { document: 'other' });
    await ask('one\ntwo three\n');
    assert.equal(contextMixing.learned(), '|one\n||two three\n');
  });

  it('waits while learning is paused, answers meanwhile, and goes on', async () => {
    const { contextMixing, completer, ask } = createTinyCompleter(1000);
    completer.setLearningShare(0);
    let isLearned = false;
    const learning = completer.learn(texts).then(() => (isLearned = true));
    await ask('const');
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    assert.ok(!isLearned);
    const before = contextMixing.learned().length;
    completer.setLearningShare(1);
    await learning;
    assert.ok(contextMixing.learned().length - before > texts[1]!.text.length);
  });

  it('learns again from the texts that it is given again when a learned line turns out to be a secret', async () => {
    const models: TinyContextMixing[] = [];
    let forgotten = 0;
    const { completer, ask } = createTinyCompleter(0, {
      open: () => (models.push(createTinyContextMixing()), models.at(-1)!),
      onTextsForgotten: () => {
        forgotten++;
        void completer.learn(texts);
      },
    });
    await completer.learn(texts);
    await ask('key = "abcdefghijkl\n');
    assert.ok(models[0]!.learned().includes('abcdefgh'));
    await ask('key = "***"\n');
    await completer.learn([]);
    assert.equal(models.length, 2);
    assert.ok(!models[1]!.learned().includes('abcdefgh'));
    assert.ok(models[1]!.learned().includes(texts[0]!.text));
    await completer.learn([{ path: texts[0]!.path, text: texts[0]!.text.replaceAll('total = first + second', '***') }]);
    assert.equal(models.length, 3);
    assert.equal(forgotten, 2);
  });

  it('reports lines that another program has removed, and no other changes', async () => {
    let stale = 0;
    const { completer } = createTinyCompleter(0, { onStaleLines: () => stale++ });
    const path = 'w/a.ts';
    const learn = (text: string, changedOutside: readonly string[]) =>
      completer.learn([{ path, text }], { changedOutside });
    await learn('one\ntwo\n', [path]);
    await learn('one\ntwo\nthree\n', [path]);
    await learn('one\nthree\n', []);
    assert.equal(stale, 0);
    await learn('three\n', [path]);
    assert.equal(stale, 1);
  });

  it('answers requests in a file that is being learned, and then continues to learn it', async () => {
    const { completer, contextMixing, ask } = createTinyCompleter(1000);
    const text = Array.from({ length: 150 }, (_, line) => `line ${line}\n`).join('');
    const document = 'w/long';
    const learning = completer.learn([{ path: document, text }]);
    for (const before of ['li', 'liXY\n', 'liXY\nZ\n']) {
      for (let turn = 0; turn < 8; turn++) await nextTurn();
      await ask(before, { document });
    }
    await learning;
    assert.ok(contextMixing.learned().includes('|liXY\n|'), contextMixing.learned());
    assert.equal(contextMixing.learned().replace('|liXY\n', '').replace('|Z\n', '').replaceAll('|', ''), text);
  });

  it('suggests in a file that the corpus excludes without learning from it', async () => {
    const { completer, contextMixing, ask } = createTinyCompleter();
    await completer.learn(texts);
    const before = contextMixing.learned();
    assert.equal((await ask('const tot', { mayLearn: false }))?.text, 'al = first + second;');
    await ask('const total = secret\n', { mayLearn: false });
    assert.equal(contextMixing.learned(), `${before}|`);
  });

  it('learns pasted text in a file after the user typed in it', async () => {
    const { completer, contextMixing, ask } = createTinyCompleter();
    await completer.learn(texts);
    const [{ path, text }] = texts as [(typeof texts)[0]];
    await ask(text, { document: path });
    await ask(`${text}let\n`, { document: path });
    const typed = contextMixing.learned();
    await completer.learn([{ path, text: `${text}let\n` }]);
    assert.equal(contextMixing.learned(), typed);
    const pasted = 'pasted();\n'.repeat(60);
    await completer.learn([{ path, text: `${text}let\n${pasted}` }]);
    assert.ok(contextMixing.learned().endsWith(pasted));
  });

  it('does not learn known text of a file again', async () => {
    const { contextMixing, completer, ask } = createTinyCompleter();
    await completer.learn(texts);
    const before = contextMixing.learned();
    await ask(texts[0]!.text.slice(0, 50), { document: 'w/a.ts' });
    await ask(`${texts[0]!.text.slice(0, 50)}new\n`, { document: 'w/a.ts' });
    assert.equal(contextMixing.learned(), `${before}|${texts[0]!.text.slice(30, 50)}new\n`);
  });

  it('reports its end when texts replace others whose progress was reported, and take no time', async () => {
    const reported: number[] = [];
    let time = 0;
    let stepMs = 300;
    const { completer } = createTinyCompleter(0, {
      open: () => createTinyContextMixing(),
      now: () => (time += stepMs),
      onProgress: (done) => reported.push(done),
    });
    const first = completer.learn([{ path: 'w/gone.ts', text: texts[0]!.text.repeat(2000) }]);
    while (reported.length === 0) await nextTurn();
    assert.ok(reported.at(-1)! < 1);
    stepMs = 0;
    await completer.learn([texts[1]!], { fromScratch: true });
    await first;
    assert.equal(reported.at(-1), 1);
  });

  it('forgets deleted files when it learns from scratch, also while it is learning', async () => {
    const models: TinyContextMixing[] = [];
    const { completer, ask } = createTinyCompleter(1000, {
      open: () => (models.push(createTinyContextMixing()), models.at(-1)!),
    });
    const first = completer.learn([{ path: 'w/gone.ts', text: texts[0]!.text.repeat(20) }]);
    await completer.learn([texts[1]!], { fromScratch: true });
    await first;
    assert.equal(models.length, 2);
    assert.equal(models[1]!.learned(), `|${texts[1]!.text}`);
    assert.ok(models[0]!.learned().length < texts[0]!.text.length * 20);
    assert.equal(await ask('const tot'), undefined);
  });

  it('creates tables for all texts', async () => {
    const sizes: number[] = [];
    const { completer } = createTinyCompleter(1000, {
      open: (characters) => (sizes.push(characters), createTinyContextMixing()),
    });
    await completer.learn(texts);
    assert.deepEqual(sizes, [texts.reduce((sum, { text }) => sum + text.length, 0)]);
  });
});
