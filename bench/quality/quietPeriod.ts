// What the quiet period costs: keystrokes saved and suggestions shown while simulated users type held-out files at a steady pace and
// accept some of the correct suggestions. With context mixing, cache and the pretrained network.
//   node bench/quality/quietPeriod.ts FOLDER [--characters 30000]
import { Command } from 'commander';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { loadModels } from '../../src/cli/loadModels.ts';
import { wordFilesOf } from '../../src/completion/decide/wordFiles.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import {
  afterAcceptance,
  afterShown,
  afterTyped,
  minShowDelayMs,
  noQuietPeriod,
  quietMs,
  showDelayMs,
} from '../../src/completion/decide/pace.ts';
import { acceptanceOf } from '../../src/completion/calibrate/acceptance.ts';
import { typeRecorded, type RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { everyLevelAt } from '../../src/completion/decide/threshold.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { record } from '../../src/evaluation/record.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import { chooseThresholds, userPolicy } from '../../src/evaluation/thresholds.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';

const maxFileCharacters = 5000;
const keysMs = [200, 400];
const shares = [1, 0.3, 0];
/** The editor asks this long after a key. */
const askedAfterMs = 50;

async function recordings(folder: string, characters: number) {
  const { train, heldOut } = corpusOf(await readFolder(folder));
  const { learned, calibration } = splitForThresholds(train);
  const { model } = createTrainedComponents(await loadModels(true), { texts: learned, checkpoint: undefined }).combine([
    'contextMixing',
    'cache',
    'pretrainedNetwork',
  ]);
  const options = { now: () => 0, wordFiles: wordFilesOf(learned) };
  const threshold = chooseThresholds(calibration.map((text) => record(model, text, options))).half;
  const texts: RecordedText[] = [];
  for (const { path, text } of heldOut) {
    if (texts.length * maxFileCharacters >= characters) break;
    if (text.length >= maxFileCharacters)
      texts.push(record(model, { path, text: text.slice(0, maxFileCharacters) }, options));
  }
  return { threshold, texts };
}

/** `accepts`: share of the correct suggestions that the user accepts. `hasQuiet`: with the quiet period. */
function type(
  { texts, threshold }: { readonly texts: readonly RecordedText[]; readonly threshold: number },
  keyMs: number,
  accepts: number,
  hasQuiet: boolean,
) {
  const random = xoroshiro128plus(1);
  const policyFor = userPolicy(everyLevelAt(threshold), 'balanced');
  const count = { characters: 0, keys: 0, shown: 0 };
  let nowMs = 0;
  let quiet = noQuietPeriod;
  for (const [index, recorded] of texts.entries()) {
    const { text } = recorded;
    const document = String(index);
    const typing = typeRecorded(recorded, policyFor({ ...recorded, path: document }));
    let visible = { start: 0, text: '' };
    let isNext = false;
    for (let at = 0; at < text.length;) {
      const typed = text.slice(visible.start, at);
      if (typed.length < visible.text.length && visible.text.startsWith(typed)) quiet = afterTyped(quiet, nowMs);
      else visible = { start: 0, text: '' };
      const found = visible.text === '' ? typing.at(at)?.text : undefined;
      const delay = showDelayMs({
        leastMs: minShowDelayMs,
        ...{ sinceTypingMs: askedAfterMs, isRequested: false, followsAccepted: isNext },
        quietMs: hasQuiet ? quietMs(quiet, document, nowMs) : 0,
      });
      isNext = false;
      if (found !== undefined && delay < keyMs - askedAfterMs) {
        count.shown++;
        quiet = afterShown(quiet, document, nowMs);
        const { length, keys } = acceptanceOf(found, text, at);
        const isAccepted = length > keys && uniformFloat64(random) < accepts;
        typing.show(found, at, isAccepted ? length : 0, 1);
        if (isAccepted) {
          [count.characters, count.keys] = [count.characters + length, count.keys + keys];
          quiet = afterAcceptance(quiet);
          nowMs += keys * keyMs;
          at += length;
          isNext = true;
          continue;
        }
        visible = { start: at, text: found };
      }
      count.characters++;
      count.keys++;
      nowMs += keyMs;
      at++;
    }
  }
  return { saved: 1 - count.keys / count.characters, shown: count.shown };
}

await ensureBuilt();
await new Command()
  .argument('<folder>')
  .addOption(option('--characters <n>', 'to type', integer(maxFileCharacters, 1_000_000), 30_000))
  .action(async (folder: string, { characters }: { readonly characters: number }) => {
    const { threshold, texts } = await recordings(folder, characters);
    const rows = keysMs.flatMap((keyMs) =>
      shares.map((accepts) => ({
        ...{ keyMs, accepts, characters: texts.length * maxFileCharacters },
        without: type({ texts, threshold }, keyMs, accepts, false),
        with: type({ texts, threshold }, keyMs, accepts, true),
      })),
    );
    console.log(JSON.stringify(rows, undefined, 2));
  })
  .parseAsync();
process.exit();
