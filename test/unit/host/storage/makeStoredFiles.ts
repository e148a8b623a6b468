// Writes the files that this version stores to test/fixtures/stored/VERSION. Run it once for each release, and commit the files:
//   node test/unit/host/storage/makeStoredFiles.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeResult } from '../../../../src/cli/sweep/results.ts';
import { version } from '../../../../src/cli/exchange.ts';
import { learn } from '../../../../src/cli/learn.ts';
import { encodeRun } from '../../../../src/host/storage/runFile.ts';
import { encodeJson } from '../../../../src/host/storage/json.ts';
import { decodeCheckpoint } from '../../../../src/model/network/checkpoint.ts';
import { applyRunEvent } from '../../../../src/protocol/runEvents.ts';
import { initialRunState, type RunState } from '../../../../src/protocol/runState.ts';
import { noAnnotations } from '../../../../src/protocol/runs.ts';
import { itemsOf } from '../../../../src/protocol/series.ts';
import { defaultTrainingSettings } from '../../../../src/protocol/settings.ts';
import { addEvent } from '../../../../src/protocol/suggestionStatistics.ts';
import { settingsWithValues } from './settingsWithValues.ts';
import { storedText } from './storedText.ts';

const folder = join(import.meta.dirname, '../../../fixtures/stored', version);
const settings = { ...defaultTrainingSettings, hiddenSize: 8, batchSize: 4, sequenceLength: 8, steps: 40, threads: 1 };

let state: RunState = initialRunState;
const texts = [{ path: 'fox.txt', text: storedText }];
const checkpoint = await learn(
  { texts, settings },
  {
    onEvent: (event) => {
      if (event.type !== 'checkpoint' && event.type !== 'resumePoint') state = applyRunEvent(state, event);
    },
  },
);
const { progress } = decodeCheckpoint(checkpoint);
const { steps, characters, elapsedMs, bitsPerChar } = progress;
const summary = {
  id: 'k3x9',
  ...noAnnotations,
  name: 'first',
  tags: ['small'],
  startedMs: 1_790_000_000_000,
  settings,
  engine: state.engine!,
  files: 1,
  trainCharacters: storedText.length,
  characters,
  elapsedMs,
  bitsPerChar,
  endReason: 'finished' as const,
};
const curves = {
  id: summary.id,
  points: itemsOf(state.points),
  heldOut: itemsOf(state.heldOut),
  markers: state.markers,
  histograms: itemsOf(state.histograms),
};
const days = addEvent({}, '2026-11-27', { type: 'accepted', how: 'completely', characters: 12 });
const files: Readonly<Record<string, Uint8Array | string>> = {
  'model.checkpoint': checkpoint,
  'run.json': encodeRun({ summary, curves }),
  'statistics.json': encodeJson({ savedMs: 1_790_000_000_000, days }),
  'state/excluded-files.json': encodeJson(['diary.md']),
  'k3x9.files.json': encodeJson(['fox.txt']),
  'settings.json': `${JSON.stringify(settingsWithValues(), null, 2)}\n`,
  'results.jsonl': encodeResult({
    settings,
    textHash: 'a',
    bitsPerChar: bitsPerChar!,
    steps,
    characters,
    seconds: elapsedMs / 1000,
  }),
};
mkdirSync(join(folder, 'state'), { recursive: true });
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
