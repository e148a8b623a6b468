import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, commands, Uri, workspace, type InlineCompletionContext } from 'vscode';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { charactersOf } from '../../src/model/network/vocabulary.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { openPage } from './dashboardPage.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import {
  assertSameBytes,
  configure,
  extension,
  nextEvent,
  parts,
  restoreSettings,
  scratchFolder,
  smallTraining,
  until,
  untilState,
  untilStatus,
} from './extensionHost.ts';
import { dialogs, replaceWindowFunction, type Dialog } from './windowFunction.ts';

/** A network of PyTorch that knows one sentence: python/tests/make_fixture.py. */
const fixture = Uri.joinPath(extension.extensionUri, 'test/fixtures/pytorch/gru.safetensors');
const twoLayers = Uri.joinPath(extension.extensionUri, 'test/fixtures/pytorch/lstm-2-layers.safetensors');
const sentence = 'the hidden state remembers what the network has read.';

/** Texts of notifications and dialogs, in order. */
const shown: string[] = [];
const answers = new Map<Dialog, unknown>();

const replaceDialogs = (): (() => void)[] =>
  dialogs.map((name) =>
    replaceWindowFunction(name, (text) => {
      shown.push(typeof text === 'string' ? text : name);
      return answers.get(name);
    }),
  );

const lastShown = (): string => shown.at(-1) ?? '';

async function importFile(file: Uri | undefined): Promise<void> {
  shown.length = 0;
  await commands.executeCommand('hiddenState.importCheckpoint', file);
}

async function exportTo(file: string): Promise<void> {
  answers.set('showSaveDialog', Uri.file(file));
  shown.length = 0;
  await commands.executeCommand('hiddenState.exportCheckpoint');
}

async function ghostText(before: string): Promise<string | undefined> {
  const { completions } = await parts();
  const document = await workspace.openTextDocument({ content: before, language: 'markdown' });
  const context: InlineCompletionContext = { triggerKind: 0, selectedCompletionInfo: undefined };
  const token = new CancellationTokenSource().token;
  const end = document.positionAt(before.length);
  const { items } = await completions.answer(document, end, context, token);
  return items[0]?.insertText as string | undefined;
}

/** What a hostile program may write, and what the user is told about it. */
function hostileFiles(): readonly (readonly [string, Uint8Array, RegExp])[] {
  const valid = new Uint8Array(readFileSync(fixture.fsPath));
  const headerLength = Number(new DataView(valid.buffer).getBigUint64(0, true));
  const header = new TextDecoder().decode(valid.subarray(8, 8 + headerLength));
  const withHeader = (json: string, length = json.length): Uint8Array => {
    const bytes = new TextEncoder().encode(json);
    const file = new Uint8Array(8 + bytes.length + valid.length - 8 - headerLength);
    new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
    file.set(bytes, 8);
    file.set(valid.subarray(8 + headerLength), 8 + bytes.length);
    return file;
  };
  const withNaN = valid.slice();
  new DataView(withNaN.buffer).setFloat32(8 + headerLength, NaN, true);
  return [
    ['truncated', valid.slice(0, -100), /not where its header says/],
    ['empty', new Uint8Array(0), /too short/],
    ['a text', new TextEncoder().encode('This is no model, but a text.'), /no safetensors file/],
    ['a header of 2 GB', withHeader(header, 2 ** 31), /no safetensors file/],
    ['overlapping', withHeader(header.replace(/"data_offsets":\[\d+,/, '"data_offsets":[1,')), /not where its header/],
    [
      'an overflowing shape',
      withHeader(header.replace(/"shape":\[\d+\]/, '"shape":[4294967296,4294967296,4294967296]')),
      /not where its header/,
    ],
    ['another name', withHeader(header.replace('rnn.weight_hh_l0', 'rnn.weight_xx_l0')), /weight_hh_l0 is missing/],
    ['not a number', withNaN, /not finite/],
  ];
}

describe('import and export of checkpoints', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  const exported = join(scratch.path, 'exported.safetensors');
  let restoreDialogs: readonly (() => void)[] = [];

  before(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    await configure({
      ...smallTraining,
      'suggestions.temperature': 0,
      'suggestions.model': 'network',
      'suggestions.multiline': false,
    });
    restoreDialogs = replaceDialogs();
  });
  after(async () => {
    for (const restore of restoreDialogs) restore();
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
    await commands.executeCommand('workbench.action.closeAllEditors');
    scratch.remove();
  });
  beforeEach(() => answers.clear());

  it('exports nothing where there is no model', async () => {
    await commands.executeCommand('hiddenState.exportCheckpoint', Uri.file(exported));
    assert.match(lastShown(), /no trained model/);
    assert.throws(() => readFileSync(exported));
  });

  it('suggests from a file that PyTorch wrote, at once', async () => {
    const { store, predictor, session } = await parts();
    answers.set('showOpenDialog', [fixture]);
    await importFile(undefined);
    assert.deepEqual(shown.slice(0, 1), ['showOpenDialog'], 'there is no model to replace');
    assert.match(lastShown(), /gru\.safetensors is the model of this workspace now, and makes suggestions/);
    assert.equal(predictor.state, 'ready');
    assert.equal(session.state.status, 'idle');
    const { importedMs, ...network } = session.state.networkWithoutRun!;
    assert.deepEqual(network, { cell: 'gru', hiddenSize: 24, layers: 1, bitsPerChar: predictor.bitsPerChar });
    assert.ok(Math.abs(Date.now() - importedMs!) < 60_000);
    const before = 'the hidden state rem';
    assert.equal(await ghostText(before), sentence.slice(before.length));
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

  for (const [what, bytes, reason] of hostileFiles()) {
    it(`refuses a file that is ${what}, and keeps the model`, async () => {
      const { store } = await parts();
      const before = await store.load();
      const file = join(scratch.path, 'hostile](command:x)\u202e.safetensors');
      writeFileSync(file, bytes);
      await importFile(Uri.file(file));
      assert.match(lastShown(), reason);
      assert.match(lastShown(), /cannot be imported.*stays as it is/);
      assert.doesNotMatch(lastShown(), /\]\(|\u202e/);
      assertSameBytes(await store.load(), before);
      assert.equal(await ghostText('the hidden state rem'), 'embers what the network has read.');
    });
  }

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
    for (const path of [pipe!, link!]) rmSync(path, { force: true });
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
    answers.set('showOpenDialog', [fixture]);
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
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted')!;
    Object.defineProperty(workspace, 'isTrusted', { value: false, configurable: true });
    try {
      await importFile(fixture);
      assert.match(lastShown(), /until you trust it/);
    } finally {
      Object.defineProperty(workspace, 'isTrusted', trust);
    }
    store.canWrite = () => Promise.resolve(false);
    try {
      await importFile(fixture);
      assert.match(lastShown(), /Another window trains/);
    } finally {
      Reflect.deleteProperty(store, 'canWrite');
    }
    assertSameBytes(await store.load(), saved);
    assert.equal(predictor.state, 'ready');
  });

  it('continues the training with the vocabulary of the workspace, and imports nothing meanwhile', async () => {
    const { session, store } = await parts();
    void commands.executeCommand('hiddenState.train', 'checkpoint');
    await untilState(session, (now) => now.status === 'training');
    await importFile(fixture);
    assert.ok(
      shown.some((text) => text.startsWith('A training is running')),
      shown.join('\n'),
    );
    await untilStatus(session, 'ended');
    assert.equal(session.state.networkWithoutRun, undefined);
    const { settings, score } = session.state;
    assert.deepEqual([settings?.cell, settings?.hiddenSize], ['gru', 24]);
    assert.ok(itemsOf(session.state.points)[0]!.step > 400, 'counts the steps of PyTorch');
    assert.ok(score!.bitsPerChar < 5);
    const trained = decodeCheckpoint((await store.load())!);
    assert.ok(trained.vocabulary.size > 50, `${trained.vocabulary.size} characters`);
  });

  it('exports the model, for PyTorch to read', async () => {
    const { store } = await parts();
    await exportTo(exported);
    assert.match(lastShown(), /exported to exported\.safetensors/);
    const checkpoint = decodeCheckpoint(readFileSync(exported));
    const expected = decodeCheckpoint((await store.load())!);
    assert.deepEqual(checkpoint.parameters, expected.parameters);
    assert.equal(charactersOf(checkpoint.vocabulary), charactersOf(expected.vocabulary));
    assert.match(checkpoint.origin!.writtenBy, /^Hidden State \d/);
    // python/tests/test_round_trip.py reads it.
    const out = Uri.joinPath(extension.extensionUri, 'out/test').fsPath;
    mkdirSync(out, { recursive: true });
    copyFileSync(exported, join(out, 'exported.safetensors'));
  });

  it('suggests from a network with two layers, but neither trains it nor analyzes its units', async () => {
    const { session, analysis, history } = await parts();
    await importFile(twoLayers);
    assert.match(lastShown(), /is the model of this workspace now, and makes suggestions/);
    assert.equal(await ghostText('the hidden state rem'), 'embers what the network has read.');
    await commands.executeCommand('hiddenState.train', 'checkpoint');
    assert.match(lastShown(), /has 2 layers.*PyTorch.*train-elsewhere\.md/);
    assert.equal(session.state.status, 'idle');
    await history.restoreNewest();
    assert.equal(session.state.status, 'idle', 'the newest run is not of this network');
    const { cell, hiddenSize, layers } = session.state.networkWithoutRun!;
    assert.deepEqual([cell, hiddenSize, layers], ['lstm', 16, 2]);
    const failure = nextEvent(analysis.onEvent, ({ type }) => type === 'error');
    assert.equal(await analysis.ask({ kind: 'lens' }), undefined);
    const event = await failure;
    assert.match(event.type === 'error' ? event.message : '', /only in networks with one layer\. This one has 2/);
    await commands.executeCommand('hiddenState.colorByUnit', 1);
    assert.match(lastShown(), /only by the units of a network with one layer/);
  });

  it('does not export to a place that cannot be written, and says in words why', async () => {
    writeFileSync(join(scratch.path, 'a file'), '');
    for (const [place, why] of [
      ['a file/x', 'a part of the path is not a folder'],
      ['', 'it is a folder. Name a file'],
    ] as const) {
      shown.length = 0;
      await commands.executeCommand('hiddenState.exportCheckpoint', Uri.joinPath(scratch.uri, place));
      await until(() => lastShown().endsWith(`: ${why}. Choose another place.`));
    }
  });

  it('exports a model during a training with the score that the dashboard shows for it', async () => {
    const { session, store } = await parts();
    // The first model of a training: later ones are stored only when they are better.
    await commands.executeCommand('hiddenState.forget', true);
    await configure({ 'training.seconds': 120 });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await until(async () => session.state.status === 'training' && (await store.load()) !== undefined);
    await exportTo(exported);
    const bits = decodeCheckpoint(readFileSync(exported)).progress.bitsPerChar!;
    const message = `The model with ${bits.toFixed(2)} bits per character is exported`;
    assert.ok(lastShown().startsWith(message), lastShown());
    const curve = itemsOf(session.state.heldOut).map((point) => point.bitsPerChar.toFixed(3));
    assert.ok(curve.includes(bits.toFixed(3)), `${bits} in ${curve.join(' ')}`);
    await commands.executeCommand('hiddenState.stop');
    await untilStatus(session, 'ended');
  });
});
