// Models of other programs: what becomes the model of the workspace, and what is refused.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri } from 'vscode';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { openPage } from './dashboardPage.ts';
import { assertSameBytes, configure, parts, until } from './extensionHost.ts';
import { exchangeModels, gruFile, sentence, suggestionAfter } from './modelFiles.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { scratchFolder } from './suite.ts';
import { untrustedWorkspace } from './untrusted.ts';

describe('the import of a model', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  const { shown, lastShown, answers, importFile } = exchangeModels();

  it('suggests from a file that PyTorch wrote, at once', async () => {
    const { store, predictor, session } = await parts();
    answers.set('showOpenDialog', [gruFile]);
    await importFile(undefined);
    assert.deepEqual(shown.slice(0, 1), ['showOpenDialog'], 'there is no model to replace');
    assert.match(lastShown(), /gru\.safetensors is the model of this workspace now, and makes suggestions/);
    assert.equal(predictor.state, 'ready');
    assert.equal(session.state.status, 'idle');
    const { importedMs, ...network } = session.state.networkWithoutRun!;
    assert.deepEqual(network, { cell: 'gru', hiddenSize: 24, layers: 1, bitsPerChar: predictor.bitsPerChar });
    assert.ok(Math.abs(Date.now() - importedMs!) < 60_000);
    const before = 'the hidden state rem';
    assert.equal(await suggestionAfter(before), sentence.slice(before.length));
    assert.equal(decodeCheckpoint((await store.load())!).shape.hiddenSize, 24);
  });

  it('learns no text of the workspace with an imported network, until the user chooses it', async () => {
    const { predictor, consent, reader } = await parts();
    assert.ok(!consent.isGiven);
    await configure({ 'suggestions.model': 'mixture' });
    await until(() => predictor.state === 'ready' && !reader.isReading);
    assert.equal(predictor.learned.totalLength, 0);
    await commands.executeCommand('hiddenState.learn');
    await until(() => predictor.learned.totalLength > 0);
    await consent.withdraw();
    await configure({ 'suggestions.model': 'network' });
  });

  it('generates samples with the imported network', async () => {
    const { session, dashboard } = await parts();
    const page = await openPage(dashboard);
    page.send({ type: 'sampling', sampling: { temperature: 0, topP: 1, seed: 1 }, prompt: 'the hidden' });
    await until(() => session.state.samples.length > 0);
    page.close();
    const [sample] = session.state.samples;
    assert.match(sample!.prompt + sample!.text, /^the hidden state remembers what the network has read\./);
  });

  it('refuses a damaged file with the reason, and keeps the model', async () => {
    const { store } = await parts();
    const before = await store.load();
    const file = join(scratch.path, 'hostile](command:x)\u202e.safetensors');
    writeFileSync(file, readFileSync(gruFile.fsPath).subarray(0, -100));
    await importFile(Uri.file(file));
    assert.match(lastShown(), /not where its header says/);
    assert.match(lastShown(), /cannot be imported.*stays as it is/);
    assert.doesNotMatch(lastShown(), /\]\(|\u202e/);
    assertSameBytes(await store.load(), before);
    assert.equal(await suggestionAfter('the hidden state rem'), 'embers what the network has read.');
  });

  it('refuses a missing file, and one that is too large to read', async () => {
    await importFile(Uri.joinPath(scratch.uri, 'nothing.safetensors'));
    assert.match(lastShown(), /nothing\.safetensors cannot be imported: there is no such file or folder\./);
    const huge = join(scratch.path, 'huge.safetensors');
    writeFileSync(huge, '');
    truncateSync(huge, 3 * 2 ** 30);
    await importFile(Uri.file(huge));
    assert.match(lastShown(), /larger than \d+ MB/);
  });

  it('refuses a pipe, also behind a link, and does not wait for it', async function () {
    if (process.platform === 'win32') return this.skip();
    const [pipe, link] = ['pipe.safetensors', 'link.safetensors'].map((name) => join(scratch.path, name));
    execFileSync('mkfifo', [pipe!]);
    symlinkSync(pipe!, link!);
    for (const path of [pipe!, link!]) {
      await importFile(Uri.file(path));
      assert.match(lastShown(), /it is no file/);
    }
  });

  it('replaces a model only after a confirmation', async () => {
    const { store } = await parts();
    const before = await store.load();
    answers.set('showOpenDialog', [gruFile]);
    await importFile(undefined);
    assert.match(lastShown(), /Use gru\.safetensors instead of the trained model of this workspace/);
    assertSameBytes(await store.load(), before);
    answers.set('showWarningMessage', 'Use it');
    await importFile(undefined);
    assert.match(lastShown(), /is the model of this workspace now/);
  });

  it('waits until the workspace is trusted, and for the window that trains', async () => {
    const { store, predictor } = await parts();
    const saved = await store.load();
    {
      using _untrusted = untrustedWorkspace();
      await importFile(gruFile);
      assert.match(lastShown(), /until you trust it/);
    }
    store.canWrite = () => Promise.resolve(false);
    try {
      await importFile(gruFile);
      assert.match(lastShown(), /Another window trains/);
    } finally {
      Reflect.deleteProperty(store, 'canWrite');
    }
    assertSameBytes(await store.load(), saved);
    assert.equal(predictor.state, 'ready');
  });
});
