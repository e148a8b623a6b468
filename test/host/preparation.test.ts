import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { commands, type Disposable } from 'vscode';
import type { Collection } from '../../src/corpus/collect.ts';
import type { LearnableText, ReadText } from '../../src/corpus/learnableText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { at, configure, nextEvent, parts, untilStatus } from './extensionHost.ts';
import { beginWithNothing, forget, removeAfter } from './suite.ts';
import { smallTraining } from './trainingSteps.ts';

const train = (): Thenable<void> => commands.executeCommand('hiddenState.train', 'nothing');

describe('the preparation of a training', () => {
  assertNoLeaks();
  let prepared = 0;
  let eventListener: Disposable;

  beginWithNothing(smallTraining);
  removeAfter('many');
  before(async () => {
    const { session } = await parts();
    eventListener = session.onEvent((event) => {
      if (event.type === 'prepared') prepared++;
    });
  });
  beforeEach(() => {
    prepared = 0;
  });
  afterEach(forget);
  after(() => eventListener.dispose());

  it('ends when it is stopped, and the next training can begin', async () => {
    const { session, store } = await parts();
    const first = train();
    await untilStatus(session, 'preparing');
    await commands.executeCommand('hiddenState.stop');
    assert.equal(session.state.status, 'idle');
    const second = train();
    await first;
    await second;
    assert.equal(session.state.status, 'training');
    assert.equal(prepared, 1);
    assert.equal((await store.readRunMarker())?.closed, false);
  });

  it('runs only once, however often the command is executed', async () => {
    const { session } = await parts();
    await Promise.all([train(), train(), train()]);
    await untilStatus(session, 'training');
    assert.equal(prepared, 1);
  });

  it('reads again when files are excluded meanwhile', async () => {
    const { session, reader } = await parts();
    mkdirSync(at('many'));
    for (let i = 0; i < 200; i++) writeFileSync(at(`many/${i}.md`), `Page ${i} of many.\n`.repeat(100));
    const corpora: Collection[] = [];
    const corpusListener = session.onCorpus((corpus) => corpora.push(corpus));
    // The other files are read after the change, however long the editor takes to store a setting.
    const learnableText = Reflect.get(reader, 'learnableText') as LearnableText;
    let configured: Promise<void> | undefined;
    Reflect.set(
      reader,
      'learnableText',
      (read: ReadText) => configured?.then(() => learnableText(read)) ?? learnableText(read),
    );
    try {
      const nearest = nextEvent(reader.onNearest);
      const training = train();
      await nearest;
      assert.equal(corpora.length, 0);
      configured = configure({ 'files.exclude': ['many/**'] });
      await training;
      assert.equal(corpora.length, 1);
      const paths = corpora[0]!.texts.map(({ path }) => path);
      assert.ok(paths.some((path) => path.endsWith('README.md')));
      assert.deepEqual(
        paths.filter((path) => path.includes('/many/')),
        [],
      );
    } finally {
      corpusListener.dispose();
      Reflect.set(reader, 'learnableText', learnableText);
      await configure({ 'files.exclude': undefined });
    }
  });

  it('leaves nothing behind when the model is forgotten', async () => {
    const { session, store, consent, predictor } = await parts();
    const training = train();
    await untilStatus(session, 'preparing');
    await forget();
    await training;
    assert.equal(session.state.status, 'idle');
    assert.deepEqual([consent.isGiven, predictor.state], [false, 'empty']);
    assert.equal(prepared, 0);
    assert.equal(await store.readRunMarker(), undefined);
  });
});
