// The suggestions that the predictor makes while a text is typed are those that replay makes on a recording of the same text.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { loadModels } from '../../../src/cli/loadModels.ts';
import { acceptanceOf } from '../../../src/completion/calibrate/acceptance.ts';
import { recordedLimits, typeRecorded } from '../../../src/completion/calibrate/recordedText.ts';
import { createFileIndex } from '../../../src/completion/decide/fileIndex.ts';
import { defaultThresholds } from '../../../src/completion/decide/threshold.ts';
import type { ConfidenceLevel } from '../../../src/completion/request.ts';
import { record, type Recording } from '../../../src/evaluation/record.ts';
import { userPolicy } from '../../../src/evaluation/thresholds.ts';
import { combineLoaded, type Models } from '../../../src/model/createModels.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { createLearnQueue } from '../../../src/predictor/learnQueue.ts';
import { requestAt, turns } from './tinyModel.ts';

/** Which suggestions appear where. */
type Seen = readonly { readonly at: number; readonly text: string }[];
/** UTF-16 units of a suggestion that the user accepts at a place. */
type Accepts = (suggestion: string, at: number) => number;

interface Typed {
  readonly path: string;
  readonly text: string;
}

const path = 'src/completion/fit/words.ts';
const source = readFileSync(path, 'utf8');
/** Random-looking, and in one other file. */
const secret = 'k8Qm2Vx9Lw';
/** An import of a learned file in another folder, and in the typed text. */
const elsewhere = "import { lineSuffix } from './completion/fit/caret.ts';";
const here = elsewhere.replace('completion/fit/', '');
/** What is typed. Whole lines. */
const code: Typed = {
  path,
  text: `// The code of the door is new.\n${here}\n${source.slice(0, source.indexOf('\n', 1600) + 1)}`,
};
/** In another language than all that is learned. */
const german: Typed = {
  path: 'herbst.md',
  text: `# Der Garten im Herbst

Heute habe ich die Tomaten ernten müssen, bevor der erste Frost kommt. Die meisten waren noch grün, aber auf der
Fensterbank werden sie in den nächsten Tagen rot. Nachbar Lehmann brachte einen Korb voller Äpfel vorbei.

- Die Beete umgraben und den Kompost verteilen
- Rosen schneiden, nicht zu tief
- Das Wasserfass leeren, damit es im Winter nicht platzt
`,
};
const learned = globSync('src/completion/fit/*.ts')
  .sort()
  .filter((file) => file !== path)
  .map((file) => ({ path: file, text: readFileSync(file, 'utf8') }))
  .concat({ path: 'src/user.ts', text: `${elsewhere}\n`.repeat(4) })
  .concat({ path: 'door.ts', text: `// The code of the door is ${secret}, and no other one.\n`.repeat(8) });
const length = learned.reduce((sum, each) => sum + each.text.length, 0);

/** As the host does: asks where nothing is visible, and reports what the user does with a suggestion. */
async function typeLive(
  { path, text }: Typed,
  models: Models,
  level: ConfidenceLevel,
  accepts: Accepts,
): Promise<Seen> {
  const completer = createCompleter({ models, ...turns() });
  // No threshold is calibrated on a part of the workspace.
  await completer.learn(learned, { expectedCharacters: length });
  const seen: { at: number; text: string }[] = [];
  let visible = '';
  const tell = (kind: 'accepted' | 'typed', units: number): void =>
    completer.observeOutcome({ kind, document: path, length: units, visibleMs: 1000 });
  for (let at = 0; at < text.length;) {
    const remaining = visible === '' ? {} : { remaining: visible };
    const request = requestAt(text.slice(0, at), {
      document: path,
      model: 'mixture',
      confidence: level,
      ...recordedLimits,
      ...remaining,
    });
    if (visible !== '') completer.typedThrough(request);
    else {
      visible = (await completer.complete(request, () => false)).completion?.text ?? '';
      if (visible !== '') {
        seen.push({ at, text: visible });
        completer.observeOutcome({ kind: 'shown', document: path, text: visible });
        const accepted = accepts(visible, at);
        if (accepted > 0) {
          tell('accepted', accepted);
          visible = visible.slice(accepted);
          at += accepted;
          continue;
        }
      }
    }
    if (visible[0] === text[at]) tell('typed', 1);
    else if (visible !== '') completer.observeOutcome({ kind: 'typedOver', document: path, visibleMs: 1000 });
    visible = visible[0] === text[at] ? visible.slice(1) : '';
    at++;
  }
  return seen;
}

function recordingOf({ path, text }: Typed, models: Models): Recording {
  const contextMixing = models.openContextMixing(length);
  const fileIndex = createFileIndex();
  const queue = createLearnQueue(contextMixing, { fileIndex });
  queue.add(learned, false);
  while (queue.step());
  const { mixture } = combineLoaded(undefined, contextMixing)!;
  return record(mixture, { path, text }, { now: () => 0, fileIndex });
}

function typeRecording(recording: Recording, { text }: Typed, level: ConfidenceLevel, accepts: Accepts): Seen {
  const typing = typeRecorded(recording, userPolicy(defaultThresholds, level)(recording));
  const seen: { at: number; text: string }[] = [];
  for (let at = 0; at < text.length;) {
    const shown = typing.at(at);
    const accepted = shown ? accepts(shown.text, at) : 0;
    if (shown) {
      seen.push({ at, text: shown.text });
      typing.show(shown.text, at, accepted, 1);
    }
    at += Math.max(1, accepted);
  }
  return seen;
}

describe('the suggestions of the predictor and those of replay', () => {
  let models: Models;
  /** Neither level nor user change it. */
  let recordedCode: Recording;
  before(async () => {
    models = await loadModels(false);
    recordedCode = recordingOf(code, models);
  });

  const acceptsCorrect =
    ({ text }: Typed): Accepts =>
    (suggestion, at) => {
      const { length: correct, keys } = acceptanceOf(suggestion, text, at);
      return correct > keys ? correct : 0;
    };
  const users: Record<string, Accepts> = {
    'accepts every correct suggestion': acceptsCorrect(code),
    'only types': () => 0,
  };
  for (const [user, accepts] of Object.entries(users)) {
    for (const level of ['eager', 'balanced', 'quiet'] as const) {
      it(`are the same at every place at the level ${level}, for a user who ${user}`, async () => {
        const live = await typeLive(code, models, level, accepts);
        assert.ok(live.length > 20, `${live.length} suggestions`);
        assert.ok(!live.some(({ text: seen }) => seen.includes(secret.slice(0, 4))));
        assert.ok(live.some(({ text: seen }) => seen.includes('./caret.ts')));
        assert.ok(!live.some(({ text: seen }) => seen.includes('completion/fit')));
        assert.deepEqual(typeRecording(recordedCode, code, level, accepts), live);
      });
    }
  }

  it('are the same in another language than the learned one', async () => {
    const accepts = acceptsCorrect(german);
    const live = await typeLive(german, models, 'balanced', accepts);
    assert.deepEqual(typeRecording(recordingOf(german, models), german, 'balanced', accepts), live);
    assert.ok(live.length > 0);
  });
});
