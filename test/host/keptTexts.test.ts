// What the host keeps of the texts that context mixing learns, with a predictor that only pretends to learn.
import assert from 'node:assert/strict';
import { EventEmitter, Position, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { Collection, NearestTexts } from '../../src/corpus/collect.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { ContextMixingTexts } from '../../src/host/suggestions/contextMixingTexts.ts';
import type { LearningConsent } from '../../src/host/learning/consent.ts';
import type { TrainingSession } from '../../src/host/training/session.ts';
import { WorkspaceChanges } from '../../src/host/workspace/workspaceChanges.ts';
import type { WorkspaceReader } from '../../src/host/workspace/workspaceReader.ts';
import type { KeptChanges } from '../../src/host/learning/keptLearning.ts';
import type { KeptFile, LearnOptions, PredictorApi } from '../../src/protocol/predictor.ts';
import { heapUsed } from '../unit/heapUsed.ts';
import { configure, restoreSettings, root, until } from './extensionHost.ts';
import { fakeProgram } from './fakeProgram.ts';
import { closeEditors, removeAfter } from './suite.ts';

const log = window.createOutputChannel('kept texts', { log: true });
const uriOf = (name: string): Uri => Uri.joinPath(root.uri, name);
const textOf = (name: string, length = 10): SourceText => ({ path: `${root.name}/${name}`, text: 'x'.repeat(length) });

describe('the texts that the host passes to the predictor', () => {
  let learned: string[][] = [];
  let options: LearnOptions[] = [];
  const program = fakeProgram<PredictorApi>(['learn', 'prepare', 'useLearned'], {
    prepare: () => undefined,
    useLearned: async () => true,
    learn: async (texts, how) => {
      learned.push(texts.map(({ path }) => path.slice(root.name.length + 1)));
      options.push(how);
    },
  });
  /** Files of a workspace that is only simulated. */
  let files: SourceText[] = [];
  let reads = 0;
  let isReadable: Promise<void> | undefined;
  let typingPrepared = 0;
  let invalidated = 0;
  /** Of the state that an earlier window has kept. */
  const keptFiles: KeptFile[] = ['a', 'b'].map((name) => ({
    path: textOf(name).path,
    bytes: 10,
    modifiedMs: 1,
    length: 10,
  }));
  const staleLines = new EventEmitter<void>();

  /** `isTraining`: the texts come from a training that has begun. `restored`: what an earlier window has kept. */
  function open(isTraining = true, restored?: KeptChanges) {
    const client = new PredictorClient(program.start, () => undefined);
    Object.assign(client, { onStaleLines: staleLines.event });
    const corpora = new EventEmitter<Collection>();
    const reader: Pick<WorkspaceReader, 'read' | 'readFiles' | 'during' | 'onNearest'> = {
      read: async () => (reads++, await isReadable, { texts: files, excluded: [] }),
      readFiles: async (paths) => ({ texts: files.filter(({ path }) => paths.has(path)), excluded: [] }),
      during: (work) => work(),
      onNearest: new EventEmitter<NearestTexts>().event,
    };
    const session: Pick<TrainingSession, 'onCorpus' | 'isRunning'> = { onCorpus: corpora.event, isRunning: false };
    const changes = new WorkspaceChanges();
    const texts = new ContextMixingTexts({
      reader: reader as WorkspaceReader,
      session: session as TrainingSession,
      predictor: client,
      changes,
      consent: { isGiven: true, onChange: new EventEmitter<void>().event } as unknown as LearningConsent,
      maskers: { prepareTyping: () => void typingPrepared++ },
      learnedFiles: { update: async () => undefined, remove: async () => undefined },
      kept: {
        restore: async () => {
          const changes = restored;
          restored = undefined;
          if (changes) await client.useLearned(keptFiles, undefined);
          return changes;
        },
      },
      learnedStore: { begin: async () => undefined, epoch: 'now', invalidate: async () => void invalidated++ },
      warn: (error) => log.warn(String(error)),
    });
    if (isTraining) corpora.fire({ texts: files, excluded: [] });
    return { client, [Symbol.dispose]: () => [texts, client, corpora, changes].forEach((part) => part.dispose()) };
  }

  const delayReading = (): (() => void) => {
    let goOn = (): void => undefined;
    isReadable = new Promise((resolve) => (goOn = resolve));
    return goOn;
  };

  removeAfter('large.txt', 'small.txt');
  beforeEach(async () => {
    await configure({ 'suggestions.model': 'mixture' });
    isReadable = undefined;
    learned = [];
    options = [];
    files = ['a', 'b'].map((name) => textOf(name));
    reads = 0;
    typingPrepared = 0;
    invalidated = 0;
    program.calls.length = 0;
  });
  afterEach(restoreSettings);
  after(() => log.dispose());

  it('are read again when a thread that exited is started again', async () => {
    using opened = open();
    await until(() => learned.length === 1);
    program.exit('broken');
    files = [...files, textOf('c')];
    await opened.client.restart();
    await until(() => learned.length === 2);
    assert.deepEqual(learned, [
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
    assert.equal(reads, 1);
    assert.ok(opened.client.learned.has(files[2]!.path));
  });

  it('are read while the threads for suggestions start', async () => {
    const goOn = delayReading();
    using _opened = open(false);
    await until(() => reads === 1 && program.calls.includes('prepare') && typingPrepared === 1);
    assert.deepEqual(learned, []);
    goOn();
    await until(() => learned.length === 1);
  });

  it('replace at the end what was learned before, and within 45 seconds where a file is gone', async () => {
    using opened = open();
    await until(() => learned.length === 1);
    staleLines.fire();
    await until(() => learned.length === 2);
    assert.deepEqual([options[1]!.fromScratch, options[1]!.keepEarlierMs], [true, Infinity]);
    for (const name of ['a', 'b']) {
      const deleted = uriOf(name);
      files = files.slice(1);
      const { length } = learned;
      await workspace.fs.writeFile(deleted, Uint8Array.of(65));
      await workspace.fs.delete(deleted);
      await until(() => learned.length > length && opened.client.learned.size === files.length);
      const { fromScratch, keepEarlierMs = 0 } = options.at(-1)!;
      assert.equal(fromScratch, true);
      // It is read again three seconds after the sign that it is gone.
      assert.ok(keepEarlierMs > 0 && keepEarlierMs <= 42_000, `${keepEarlierMs} ms`);
    }
  });

  it('replace within 5 seconds what was learned with a file that the user deletes, also while the user types', async () => {
    using opened = open();
    await until(() => learned.length === 1);
    const deleted = uriOf('a');
    files = files.slice(1);
    await workspace.fs.writeFile(deleted, Uint8Array.of(65));
    const edit = new WorkspaceEdit();
    edit.deleteFile(deleted);
    const document = await workspace.openTextDocument({ content: '' });
    const editor = await window.showTextDocument(document);
    await workspace.applyEdit(edit);
    let typed = 0;
    await until(async () => {
      await editor.edit((change) => change.insert(new Position(0, 0), 'x'));
      typed++;
      return learned.length > 1 && opened.client.learned.size === 1;
    });
    const { fromScratch, keepEarlierMs = Infinity } = options.at(-1)!;
    assert.equal(fromScratch, true);
    assert.ok(keepEarlierMs <= 0, `${keepEarlierMs} ms after ${typed} keys`);
    await closeEditors();
  });

  it('of an earlier window with a deleted file are replaced within 45 seconds, and not kept', async () => {
    files = files.slice(1);
    const unchanged = files.map(({ path, text: { length } }) => ({ path, length }));
    const changes = { texts: [], excluded: [], unchanged, isMuch: false, areGone: true, epoch: 'before' };
    using opened = open(false, changes);
    await until(() => learned.length === 1);
    assert.deepEqual([learned[0], options[0]!.epoch, invalidated], [[], 'before', 1]);
    assert.equal(opened.client.learned.size, 2);
    await until(() => learned.length === 2);
    const { fromScratch, keepEarlierMs = 0, epoch } = options[1]!;
    assert.deepEqual([learned[1], fromScratch, epoch], [['b'], true, 'now']);
    assert.ok(keepEarlierMs > 0 && keepEarlierMs <= 42_000, `${keepEarlierMs} ms`);
    assert.equal(opened.client.learned.size, 1);
  });

  it('are forgotten at once when the user excludes some, also while all are read again', async () => {
    using opened = open();
    await until(() => learned.length === 1);
    const goOn = delayReading();
    staleLines.fire();
    await until(() => reads === 1);
    assert.equal(opened.client.learned.size, 2);
    await configure({ 'files.exclude': ['a'] });
    await until(() => opened.client.learned.size === 0);
    assert.equal(learned.length, 1);
    files = files.slice(1);
    goOn();
    await until(() => learned.length === 2);
    assert.deepEqual(learned[1], ['b']);
  });

  it('are learned when they are new only up to the total limit', async () => {
    await configure({ 'files.maxTotalSizeMB': 1 });
    files = [textOf('a', 500_000), textOf('small.txt', 1000)];
    using opened = open();
    await until(() => learned.length === 1);
    files = [textOf('large.txt', 600_000), textOf('small.txt', 2000)];
    for (const name of ['large.txt', 'small.txt']) await workspace.fs.writeFile(uriOf(name), Uint8Array.of(65));
    await until(() => learned.length === 2);
    assert.deepEqual(learned[1], ['small.txt'], 'a known file may change');
    assert.equal(opened.client.learned.totalLength, 502_000);
  });

  it('are not kept: thousands of temporary files leave their names only', async () => {
    const client = new PredictorClient(program.start, () => undefined);
    const before = heapUsed();
    for (let file = 0; file < 3000; file++) {
      client.learn([
        { path: `w/tmp/${file}`, text: `temporary file ${file} with a line of usual length\n`.repeat(200) },
      ]);
    }
    await until(() => learned.length === 3000);
    learned = [];
    assert.ok(client.learned.totalLength > 25e6);
    assert.ok(heapUsed() - before < 5e6, `${heapUsed() - before} bytes`);
    client.learnAll([textOf('a')]);
    assert.equal(client.learned.totalLength, 10);
    client.dispose();
  });
});
