// The model of the workspace as a file for other programs, also after an import.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri } from 'vscode';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { charactersOf } from '../../src/model/network/vocabulary.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { configure, extension, nextEvent, parts, until, untilStatus } from './extensionHost.ts';
import { exchangeModels, gruFile, suggestionAfter, twoLayersFile } from './modelFiles.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { forget, scratchFolder } from './suite.ts';
import { beginTraining, stopTraining } from './trainingSteps.ts';

describe('the export of a model', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  const exported = join(scratch.path, 'exported.safetensors');
  const { shown, lastShown, importFile, exportTo } = exchangeModels();

  it('exports nothing where there is no model', async () => {
    await commands.executeCommand('hiddenState.exportCheckpoint', Uri.file(exported));
    assert.match(lastShown(), /no trained model/);
    assert.throws(() => readFileSync(exported));
  });

  it('continues the training with the vocabulary of the workspace, and imports nothing meanwhile', async () => {
    const { session, store } = await parts();
    await importFile(gruFile);
    await beginTraining('checkpoint');
    await importFile(gruFile);
    assert.ok(
      shown.some((text) => text.startsWith('A training is running')),
      shown.join('\n'),
    );
    await untilStatus(session, 'ended');
    assert.equal(session.state.networkWithoutRun, undefined);
    const { settings, score } = session.state;
    assert.deepEqual([settings?.cell, settings?.hiddenSize], ['gru', 24]);
    assert.ok(itemsOf(session.state.points)[0]!.step > 400, 'counts the steps of PyTorch');
    assert.ok(score! < 5);
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

  it('shows what an imported file states about its training, also in the list of runs', async () => {
    const { session, runs } = await parts();
    const { progress, training } = decodeCheckpoint(readFileSync(exported));
    const { learningRate } = training!.settings;
    await importFile(Uri.file(exported));
    const { elapsedMs, settings } = session.state.networkWithoutRun!.training!;
    assert.deepEqual([elapsedMs, settings['learningRate']], [progress.elapsedMs, learningRate]);
    await importFile(gruFile);
    const kept = (await runs.list()).find(({ statedSettings }) => statedSettings?.includes('learningRate'))!;
    assert.deepEqual([kept.elapsedMs, kept.settings.learningRate], [progress.elapsedMs, learningRate]);
  });

  it('suggests from a network with two layers, but neither trains it nor analyzes its units', async () => {
    const { session, analysis, history } = await parts();
    await importFile(twoLayersFile);
    assert.match(lastShown(), /is the model of this workspace now, and makes suggestions/);
    assert.equal(await suggestionAfter('the hidden state rem'), 'embers what the network has read.');
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
    await forget();
    await configure({ 'training.seconds': 120 });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await until(async () => session.state.status === 'training' && (await store.load()) !== undefined);
    await exportTo(exported);
    const bits = decodeCheckpoint(readFileSync(exported)).progress.bitsPerChar!;
    const message = `The model with ${bits.toFixed(2)} bits per character is exported`;
    assert.ok(lastShown().startsWith(message), lastShown());
    const curve = itemsOf(session.state.heldOut).map((point) => point.bitsPerChar.toFixed(3));
    assert.ok(curve.includes(bits.toFixed(3)), `${bits} in ${curve.join(' ')}`);
    await stopTraining();
  });
});
