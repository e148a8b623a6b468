import assert from 'node:assert/strict';
import { commands, Uri, workspace } from 'vscode';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import type { ToPredictor } from '../../src/protocol/predictor.ts';
import { configure, parts, reached, restoreSettings, small, until } from './extensionHost.ts';

const root = workspace.workspaceFolders![0]!;
const file = Uri.joinPath(root.uri, 'counted.txt');
const save = (text: string): Thenable<void> => workspace.fs.writeFile(file, new TextEncoder().encode(text));

describe('what the predictor counts', () => {
  const told: (readonly SourceText[])[] = [];
  /** Told before all was read. */
  const nearest: (readonly SourceText[])[] = [];

  before(async () => {
    const { session, predictor } = await parts();
    const learn = predictor.learn.bind(predictor);
    predictor.learn = (texts, how) => {
      (how?.expectedCharacters === undefined ? told : nearest).push(texts);
      learn(texts, how);
    };
    await configure({ ...small, 'suggestions.model': 'mixture' });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await reached(session, 'training');
  });

  after(async () => {
    const { predictor } = await parts();
    Reflect.deleteProperty(predictor, 'learn');
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
    await workspace.fs.delete(file).then(undefined, () => undefined);
  });

  it('are all texts of the workspace, as soon as a training begins', async () => {
    const { predictor } = await parts();
    assert.equal(told.length, 1);
    assert.ok(told[0]!.some(({ path }) => path.endsWith('README.md')));
    assert.equal(predictor.state, 'ready');
  });

  it('are the nearest texts before, while the others are being read', () => {
    assert.equal(nearest.length, 1);
    assert.ok(nearest[0]!.length < told[0]!.length);
    assert.deepEqual(nearest[0], told[0]!.slice(0, nearest[0]!.length));
  });

  it('and each file again when it is added or changed, without its secrets', async () => {
    told.length = 0;
    await save(`token = "ghp_${'a1B2c3D4e5F6'.repeat(3)}"\n`);
    const last = (): SourceText | undefined => told.at(-1)?.[0];
    await until(() => told.length > 0);
    assert.deepEqual(last(), { path: `${root.name}/counted.txt`, text: 'token = "***"\n' });
    await save('changed\n');
    await until(() => last()?.text === 'changed\n');
    assert.ok(told.every((texts) => texts.length === 1));
  });

  it('without a file that is left out from now on, whose counts are forgotten', async () => {
    told.length = 0;
    await configure({ 'files.exclude': ['counted.txt'] });
    await until(() => told.length > 0);
    assert.ok(told[0]!.some(({ path }) => path.endsWith('README.md')));
    assert.ok(told[0]!.every(({ path }) => !path.endsWith('counted.txt')));
    await configure({ 'files.exclude': undefined });
    await until(() => told.length > 1);
    assert.ok(told.at(-1)!.some(({ path }) => path.endsWith('counted.txt')));
  });

  it('stays at an ignored or secret file unmoved', async () => {
    told.length = 0;
    const secret = Uri.joinPath(root.uri, '.env');
    await workspace.fs.writeFile(secret, new TextEncoder().encode('A=1'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await workspace.fs.delete(secret);
    assert.deepEqual(told, []);
  });

  it('is counted anew without what was deleted, once all is told again', () => {
    const sent: ToPredictor[] = [];
    const link = { send: (message: ToPredictor) => void sent.push(message), receive: () => undefined };
    const client = new PredictorClient(
      () => ({ ...link, onDeath: () => undefined, close: () => undefined }),
      () => undefined,
    );
    const texts = ['a', 'b'].map((path) => ({ path, text: `${path}\n` }));
    client.learnAll(texts);
    client.learnAll(texts);
    client.learnAll(texts.slice(1));
    assert.deepEqual(
      sent.map((message) => message.type === 'learn' && [message.texts.length, message.anew]),
      [
        [2, false],
        [2, false],
        [1, true],
      ],
    );
    client.dispose();
  });
});
