// What suggestions do in text that is unlike the workspace, or unlike most of it: types files into a folder that does not contain them, with
// and without the gate for unfamiliar text and the kinds of text. Prints JSON: for each file the suggestions shown and right, and the keystrokes saved.
//   node bench/quality/unfamiliarText.ts FOLDER FILE ... [--recordings FILE]
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { loadModels } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import type { RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { keystrokesSaved, tallyOf } from '../../src/completion/calibrate/typeRecording.ts';
import { fileIndexOf } from '../../src/completion/decide/fileIndex.ts';
import { defaultThresholds } from '../../src/completion/decide/threshold.ts';
import { record } from '../../src/evaluation/record.ts';
import { userPolicy } from '../../src/evaluation/thresholds.ts';
import { mixtureComponents } from '../../src/model/components.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';

/** UTF-16 units that are typed of each file. */
const mostTyped = 1500;

const program = new Command().argument('<folder>').argument('<file...>').option('--recordings <file>');
program.parse();
const [folder, ...files] = program.args as [string, ...string[]];
await ensureBuilt();
const components = mixtureComponents.filter((id) => id !== 'workspaceNetwork');
const texts = await readFolder(folder);
const trained = createTrainedComponents(await loadModels(true), { texts, checkpoint: undefined });
const recordings: RecordedText[] = [];
for (const file of files) {
  const text = (await readFile(file, 'utf8')).slice(0, mostTyped);
  const { model } = trained.combine(components);
  const options = { now: () => performance.now(), fileIndex: fileIndexOf(texts) };
  recordings.push(record(model, { path: basename(file), text }, options));
}
const { recordings: out } = program.opts<{ recordings?: string }>();
if (out !== undefined) await writeFile(out, JSON.stringify(recordings));

/** At the level `balanced`, with the thresholds of a workspace that is not calibrated yet. */
function typed(recorded: RecordedText) {
  const tally = tallyOf(recorded, userPolicy(defaultThresholds, 'balanced')(recorded));
  const { shown, firstWordCorrect } = tally;
  return { shown, right: firstWordCorrect, saved: Number(keystrokesSaved(tally).toFixed(4)) };
}

/** The record without what it tells of the kinds of text, and without the gate for unfamiliar text. */
function withoutKinds(recorded: RecordedText): RecordedText {
  return { ...recorded, rightAfter: () => () => 1 };
}
const withoutGate = (recorded: RecordedText): RecordedText => ({ ...recorded, unfamiliar: [] });

const report = recordings.map((recorded) => ({
  file: recorded.path,
  without: typed(withoutGate(withoutKinds(recorded))),
  withoutKinds: typed(withoutKinds(recorded)),
  with: typed(recorded),
}));
console.log(JSON.stringify(report, undefined, 2));
