import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, workspace, type Disposable } from 'vscode';
import type { Collection } from '../../src/corpus/collect.ts';
import { leavesNothingBehind } from './leaks.ts';
import { configure, next, parts, reached, restoreSettings, small } from './extensionHost.ts';

const train = (): Thenable<void> => commands.executeCommand('hiddenState.train', 'nothing');

describe('a training that is being prepared', () => {
  leavesNothingBehind();
  let prepared = 0;
  let counting: Disposable;

  before(async () => {
    const { session } = await parts();
    await commands.executeCommand('hiddenState.forget', true);
    await configure(small);
    counting = session.onEvent((event) => {
      if (event.type === 'prepared') prepared++;
    });
  });
  beforeEach(() => {
    prepared = 0;
  });
  afterEach(() => commands.executeCommand('hiddenState.forget', true));
  after(async () => {
    counting.dispose();
    await restoreSettings();
  });

  it('ends when it is stopped, and leaves the way free for the next', async () => {
    const { session, store } = await parts();
    const first = train();
    await reached(session, 'preparing');
    await commands.executeCommand('hiddenState.stop');
    assert.equal(session.state.status, 'idle');
    const second = train();
    await first;
    await second;
    assert.equal(session.state.status, 'training');
    assert.equal(prepared, 1);
    assert.equal((await store.readRunMarker())?.closed, false);
  });

  it('is the only one, however often it is asked for', async () => {
    const { session } = await parts();
    await Promise.all([train(), train(), train()]);
    await reached(session, 'training');
    assert.equal(prepared, 1);
  });

  it('reads again when files are left out meanwhile', async () => {
    const { session, reader } = await parts();
    const many = join(workspace.workspaceFolders![0]!.uri.fsPath, 'many');
    mkdirSync(many);
    for (let i = 0; i < 1000; i++) writeFileSync(join(many, `${i}.md`), `Page ${i} of many.\n`.repeat(100));
    const corpora: Collection[] = [];
    const hearing = session.onCorpus((corpus) => corpora.push(corpus));
    try {
      const nearest = next(reader.onNearest);
      const asked = train();
      await nearest;
      assert.equal(corpora.length, 0);
      await configure({ 'files.exclude': ['many/**'] });
      await asked;
      assert.equal(corpora.length, 1);
      const paths = corpora[0]!.texts.map(({ path }) => path);
      assert.ok(paths.some((path) => path.endsWith('README.md')));
      assert.deepEqual(
        paths.filter((path) => path.includes('/many/')),
        [],
      );
    } finally {
      hearing.dispose();
      await configure({ 'files.exclude': undefined });
      rmSync(many, { recursive: true });
    }
  });

  it('is gone without a trace when the model is forgotten', async () => {
    const { session, store } = await parts();
    const asked = train();
    await reached(session, 'preparing');
    await commands.executeCommand('hiddenState.forget', true);
    await asked;
    assert.equal(session.state.status, 'idle');
    assert.equal(prepared, 0);
    assert.equal(await store.readRunMarker(), undefined);
  });
});
