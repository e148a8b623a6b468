import assert from 'node:assert/strict';
import { Position, Selection, Uri, window, workspace } from 'vscode';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { mayLearn } from '../../src/host/suggestions/mayLearn.ts';
import type { PredictorApi } from '../../src/protocol/predictor.ts';
import { fakeProgram } from './fakeProgram.ts';
import { configure, parts, pathOf, root, until } from './extensionHost.ts';
import { beginWithNothing, closeEditors, removeAfter } from './suite.ts';
import { beginTraining, smallTraining } from './trainingSteps.ts';

const file = Uri.joinPath(root.uri, 'counted.txt');
const save = (text: string): Thenable<void> => workspace.fs.writeFile(file, Buffer.from(text));

describe('the texts of the context-mixing model', () => {
  const learned: (readonly SourceText[])[] = [];
  /** Learned before all files were read. */
  const nearest: (readonly SourceText[])[] = [];

  beginWithNothing({ ...smallTraining, 'suggestions.model': 'mixture' });
  removeAfter('counted.txt');

  before(async () => {
    const { predictor } = await parts();
    const learn = predictor.learn.bind(predictor);
    predictor.learn = (texts, how) => {
      (how?.expectedCharacters === undefined ? learned : nearest).push(texts);
      learn(texts, how);
    };
    await window.showTextDocument(Uri.joinPath(root.uri, 'README.md'));
    await beginTraining();
    await closeEditors();
  });

  after(async () => {
    const { predictor } = await parts();
    Reflect.deleteProperty(predictor, 'learn');
  });

  it('are all texts of the workspace as soon as a training begins', async () => {
    const { predictor } = await parts();
    assert.equal(learned.length, 1);
    assert.ok(learned[0]!.some(({ path }) => path.endsWith('README.md')));
    assert.equal(predictor.state, 'ready');
  });

  it('are the nearest texts at first, while the others are being read', () => {
    assert.equal(nearest.length, 2);
    assert.ok(nearest[0]!.some(({ path }) => path === pathOf('README.md')));
    assert.ok(nearest[0]!.length < nearest[1]!.length && nearest[1]!.length < learned[0]!.length);
    for (const each of nearest) assert.deepEqual(each, learned[0]!.slice(0, each.length));
  });

  it('include each file that is added or changed, without its secrets', async () => {
    learned.length = 0;
    await save(`token = "ghp_${'a1B2c3D4e5F6'.repeat(3)}"\n`);
    const last = (): SourceText | undefined => learned.at(-1)?.[0];
    await until(() => learned.length > 0);
    const { path, text } = last()!;
    assert.deepEqual({ path, text }, { path: pathOf('counted.txt'), text: 'token = "***"\n' });
    await save('changed\n');
    await until(() => last()?.text === 'changed\n');
    assert.ok(learned.every((texts) => texts.length === 1));
  });

  it('start over without a file when it is excluded', async () => {
    learned.length = 0;
    await configure({ 'files.exclude': ['counted.txt'] });
    const last = (name: string): boolean => learned.at(-1)!.some(({ path }) => path.endsWith(name));
    await until(() => learned.length > 0 && last('README.md') && !last('counted.txt'));
    await configure({ 'files.exclude': undefined });
    await until(() => last('README.md') && last('counted.txt'));
  });

  it('do not include the line that is being typed, also after it was saved', async () => {
    await save('first\nsecond\n');
    await until(() => learned.flat().some(({ text }) => text === 'first\nsecond\n'));
    const document = await workspace.openTextDocument(file);
    const editor = await window.showTextDocument(document);
    learned.length = 0;
    await editor.edit((edit) => edit.insert(new Position(1, 6), ' half of a secr'));
    editor.selection = new Selection(1, 21, 1, 21);
    await document.save();
    await until(() => learned.flat().some(({ path }) => path.endsWith('counted.txt')));
    assert.equal(learned.flat().find(({ path }) => path.endsWith('counted.txt'))?.text, 'first\n');
    await closeEditors();
  });

  it('include a file without text, so that what is typed in it is learned before it is saved', async () => {
    const { predictor } = await parts();
    const path = pathOf('counted.txt');
    await workspace.fs.delete(file);
    await until(() => !predictor.learned.has(path));
    learned.length = 0;
    await save('');
    await until(() => predictor.learned.has(path));
    assert.equal(predictor.learned.lengthOf(path), 0);
    assert.deepEqual(learned, [[{ path, text: '' }]]);
    const document = await workspace.openTextDocument(file);
    assert.ok(mayLearn(document, (each) => predictor.learned.has(each)));
    await workspace.fs.delete(file);
    await until(() => !predictor.learned.has(path));
  });

  it('do not change with an ignored or secret file', async () => {
    learned.length = 0;
    const secret = Uri.joinPath(root.uri, '.env');
    const { learnedFiles } = await parts();
    const isListed = (): boolean => learnedFiles.ledger.some(({ path }) => path === pathOf('.env'));
    await workspace.fs.writeFile(secret, Buffer.from('A=1'));
    await until(isListed);
    await workspace.fs.delete(secret);
    await until(() => !isListed());
    assert.deepEqual(learned, []);
  });

  it('are being learned from the first moment, and no longer when the thread says so', async () => {
    const program = fakeProgram<PredictorApi>(['learn'], { learn: async () => undefined });
    const client = new PredictorClient(program.start, () => undefined);
    client.learn([{ path: 'short', text: 'one line\n' }]);
    assert.equal(client.learning.done, undefined);
    client.learn([{ path: 'long', text: 'one line\n'.repeat(10_000) }]);
    assert.equal(client.learning.done, 0);
    client.dispose();
  });

  it('are said to be learned again where some of them are gone', async () => {
    const program = fakeProgram<PredictorApi>(['learn'], { learn: async () => undefined });
    const client = new PredictorClient(program.start, () => undefined);
    const texts = ['a', 'b'].map((path) => ({ path, text: 'one line\n'.repeat(10_000) }));
    client.learnAll(texts);
    assert.equal(client.learning.isAgain, false);
    client.learnAll(texts.slice(1));
    assert.equal(client.learning.isAgain, true);
    client.dispose();
  });

  it('are learned again from scratch when a text of a complete list is missing or empty', async () => {
    const calls: [files: number, fromScratch: boolean | undefined][] = [];
    const program = fakeProgram<PredictorApi>(['learn'], {
      learn: async (texts, { fromScratch }) => void calls.push([texts.length, fromScratch]),
    });
    const client = new PredictorClient(program.start, () => undefined);
    const texts = ['a', 'b'].map((path) => ({ path, text: `${path}\n` }));
    client.learnAll(texts);
    client.learnAll(texts);
    client.learnAll(texts.slice(1));
    client.learnAll([{ path: 'b', text: '' }]);
    client.learnAll([{ path: 'b', text: '' }]);
    await until(() => calls.length === 5);
    assert.deepEqual(calls, [
      [2, false],
      [2, false],
      [1, true],
      [1, true],
      [1, false],
    ]);
    client.dispose();
  });
});
