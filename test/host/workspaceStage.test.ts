// The stage of the workspace follows the predictor, whatever comes first: texts or a network.
import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import { WorkspaceStage } from '../../src/host/learning/workspaceStage.ts';
import { checkpointInMemory } from '../../src/host/processes/checkpointSource.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { statusText } from '../../src/host/status/statusText.ts';
import { initialRunState } from '../../src/protocol/runState.ts';
import type { PredictorApi } from '../../src/protocol/predictor.ts';
import { fakeProgram, loadedNetwork } from './fakeProgram.ts';

describe('the stage of the workspace', () => {
  it('is trained as soon as a network is loaded, also after all texts are learned', async () => {
    const program = fakeProgram<PredictorApi>(['learn', 'load'], {
      learn: async () => undefined,
      load: async () => loadedNetwork,
    });
    const predictor = new PredictorClient(program.start, () => undefined);
    const never = new EventEmitter<void>();
    const stage = new WorkspaceStage({
      predictor,
      reader: { isReading: false, onReading: never.event },
      kept: { isRestoring: false, onRestoring: never.event },
      consent: { isGiven: true, onChange: never.event },
    });
    const shown: string[] = [];
    stage.onChange(() => shown.push(stage.current.kind));
    predictor.learn([{ path: 'a', text: 'a\n' }]);
    await predictor.load(checkpointInMemory(new Uint8Array(1)));
    assert.deepEqual(shown, ['learned', 'trained']);
    for (const each of [stage, predictor, never]) each.dispose();
  });

  it('is not learned while the other files are still being read', async () => {
    const program = fakeProgram<PredictorApi>(['learn'], { learn: async () => undefined });
    const predictor = new PredictorClient(program.start, () => undefined);
    const never = new EventEmitter<void>();
    const stage = new WorkspaceStage({
      predictor,
      reader: { isReading: true, onReading: never.event },
      kept: { isRestoring: false, onRestoring: never.event },
      consent: { isGiven: true, onChange: never.event },
    });
    const kinds = new Set<string>();
    stage.onChange(() => kinds.add(stage.current.kind));
    const open = { path: 'a', text: 'a\n' };
    predictor.learn([open], { expectedCharacters: 4 });
    predictor.learnAll([open, { path: 'b', text: 'b\n' }]);
    assert.deepEqual([...kinds.add(stage.current.kind)], ['learning']);
    predictor.learning.noteDone(undefined);
    assert.equal(stage.current.kind, 'learned');
    for (const each of [stage, predictor, never]) each.dispose();
  });

  it('is not trained when a network is loaded while the first texts are being read', async () => {
    const program = fakeProgram<PredictorApi>(['learn', 'load'], {
      learn: async () => undefined,
      load: async () => loadedNetwork,
    });
    const predictor = new PredictorClient(program.start, () => undefined);
    const never = new EventEmitter<void>();
    const reader = { isReading: true, onReading: never.event };
    const stage = new WorkspaceStage({
      predictor,
      reader,
      kept: { isRestoring: false, onRestoring: never.event },
      consent: { isGiven: true, onChange: never.event },
    });
    await predictor.load(checkpointInMemory(new Uint8Array(1)));
    assert.equal(stage.current.kind, 'learning');
    predictor.learnAll([{ path: 'a', text: 'a\n' }]);
    reader.isReading = false;
    predictor.learning.noteDone(undefined);
    assert.equal(stage.current.kind, 'trained');
    for (const each of [stage, predictor, never]) each.dispose();
  });

  it('says that what an earlier window has learned is being loaded', () => {
    const changes = new EventEmitter<void>();
    const kept = { isRestoring: false, onRestoring: changes.event };
    const predictor = new PredictorClient(fakeProgram<PredictorApi>([], {}).start, () => undefined);
    const stage = new WorkspaceStage({
      predictor,
      reader: { isReading: true, onReading: changes.event },
      kept,
      consent: { isGiven: true, onChange: changes.event },
    });
    const state = initialRunState;
    const sentence = (): string =>
      statusText({
        state,
        stage: stage.current,
        predictor,
        earlierModel: { isActive: false, bitsPerChar: undefined, isNewerSetAside: false },
      }).sentence;
    assert.match(sentence(), /is learning this workspace: 0% done/u);
    kept.isRestoring = true;
    changes.fire();
    assert.match(sentence(), /is loading what it has learned/u);
    for (const each of [stage, predictor, changes]) each.dispose();
  });
});
