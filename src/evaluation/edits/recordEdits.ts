// Types a history of edits and records what the model would suggest at each place, so that any gate can be tried on the record.
// The models see the text around the caret as the product does and learn each edit after it was typed, never from the future.
import { findCandidates } from '../../completion/candidates.ts';
import { leastStrict } from '../../completion/calibrate/calibrateThresholds.ts';
import { leastIfRefused } from '../../completion/decide/threshold.ts';
import { placeOf, type Place } from '../../completion/decide/adaptiveThresholds.ts';
import type { Candidate } from '../../completion/decide/candidate.ts';
import { addedBitsAt, addedBitsOf } from '../../completion/decide/join.ts';
import type { FileIndex } from '../../completion/decide/fileIndex.ts';
import { unfamiliarAt } from '../../completion/decide/newKind.ts';
import { withImportedPaths, type PathOf } from '../../completion/decide/importedPaths.ts';
import { otherFileWordsIn } from '../../completion/decide/wordFiles.ts';
import { recordedLimits, type RecordedText } from '../../completion/calibrate/recordedText.ts';
import { characterBoundary } from '../../model/characterBoundary.ts';
import type { Caret } from '../../completion/fit/caret.ts';
import { createStopRule } from '../../completion/fit/stopRule.ts';
import { firstWordOf } from '../../completion/fit/words.ts';
import {
  learnFollowed,
  readContext,
  readTyped,
  unfamiliarProbability,
  type LanguageModel,
  type MeasuringModel,
} from '../../model/languageModel.ts';
import { lineStartAt } from '../../model/lineStart.ts';
import type { TrainingText } from '../../model/trainingText.ts';
import { runToEnd } from '../../model/work.ts';
import type { Edit } from './edit.ts';
import type { Piece } from './chooseHunks.ts';
import { hunksOf, type Hunk } from './hunks.ts';
import { restOf, stratumOf, textsOf, type EditTexts, type Stratum } from './stratum.ts';
import { openDocument } from './typedDocument.ts';

/** A piece of a hunk, typed from its first character. */
export interface RecordedHunk extends RecordedText {
  readonly commit: string;
  readonly path: string;
  readonly stratum: Stratum;
  /** How many characters of the history each of its characters stands for. */
  readonly weight: number;
  /** The text around the caret at each UTF-16 index: the ends that rules depend on. */
  readonly carets: readonly EditCaret[];
}

export interface EditCaret extends Caret {
  /** The closers after the caret that the editor added while the hunk was typed. */
  readonly closers: string;
  /** Whose thresholds apply, also where the text after the caret is hidden from the model. */
  readonly place: Place;
}

/** UTF-16 units before and after the caret that rules depend on, and that the model reads before a hunk. */
const lookBack = 300;
const lookAhead = 600;
const promptLength = 2000;
/** Candidates that begin with different words. */
const maxCandidates = 8;
const none = 2;

/** The hunks of an edit. A new file is one hunk. Line ends become LF. */
export function hunksOfEdit(edit: Edit): Hunk[] {
  const { before, after } = textsOf(edit);
  return edit.before === null ? [{ start: 0, inserted: after, deleted: '', rest: 0 }] : hunksOf(before, after);
}

/** What records the edits. */
interface Recorder {
  readonly model: LanguageModel & Partial<Pick<MeasuringModel, 'measure'>>;
  /** Of the texts that the model has learned; those that it learns are added. */
  readonly fileIndex: FileIndex;
}

/** Yields the recorded pieces edit by edit. */
export function* recordEdits(
  recorder: Recorder,
  history: readonly { readonly edit: Edit; readonly hunks: readonly Hunk[] }[],
  choose: (hunk: Hunk) => readonly Piece[],
): Generator<readonly RecordedHunk[], void> {
  for (const { edit, hunks } of history) {
    const texts = textsOf(edit);
    yield hunks.flatMap((hunk) => recordHunk(recorder, { edit, texts, hunk }, choose(hunk)));
  }
}

/**
 * Learns each line of the hunk when it is complete, and the last one after the hunk, as the product does when the file is saved.
 */
function recordHunk(
  recorder: Recorder,
  { edit, texts, hunk }: { readonly edit: Edit; readonly texts: EditTexts; readonly hunk: Hunk },
  pieces: readonly Piece[],
): RecordedHunk[] {
  const { after } = texts;
  const learnable = { path: edit.path, text: after };
  const { model, fileIndex } = recorder;
  const { start, inserted, deleted } = hunk;
  const pathOf: PathOf = (imported) => fileIndex.pathOf(imported, edit.path);
  const stratum = stratumOf(edit, hunk, texts);
  const recorded: RecordedHunk[] = [];
  let learned = lineStartAt(after, start);
  for (const piece of pieces) {
    learned = learnLines(recorder, learnable, learned, lineStartAt(after, start + piece.start));
    const document = openDocument(after.slice(0, start), restOf(hunk, texts));
    for (const character of inserted.slice(0, piece.start)) document.type(character);
    model.begin(edit.path);
    readContext(model, after.slice(Math.max(0, learned - promptLength), learned));
    let lineState = model.save();
    readTyped(model, after.slice(learned, start + piece.start));
    const candidates: (readonly Candidate[] | undefined)[] = [];
    const otherFileWords: (ReadonlySet<string> | undefined)[] = [];
    const addedBits: (ReadonlyMap<string, number> | undefined)[] = [];
    const unfamiliar: (number | undefined)[] = [];
    const carets: EditCaret[] = [];
    const text = inserted.slice(piece.start, piece.end);
    for (let at = 0; at < text.length;) {
      const seen: Caret = {
        before: document.before.slice(-lookBack),
        after: document.after.slice(0, lookAhead),
        typed: piece.start + at,
      };
      const caret = { ...seen, closers: document.closers, place: placeOf(seen, stratum === 'replacement') };
      const end = characterBoundary(text, at + 1);
      for (let unit = at; unit < end; unit++) carets[unit] = caret;
      const found = candidatesAt(model, caret);
      candidates[at] = found;
      const corrected = found.map((candidate) => withImportedPaths(candidate, caret, pathOf));
      addedBits[at] = addedBitsOf([...found, ...corrected], caret, recordedLimits, addedBitsAt(model, caret));
      const isKnownKind = fileIndex.hasKind(edit.path);
      unfamiliar[at] = unfamiliarAt(unfamiliarProbability(model), document.before, isKnownKind);
      const place = { document: edit.path, before: document.before, after: document.after };
      otherFileWords[at] = otherFileWordsIn(found, fileIndex, place);
      const character = text.slice(at, end);
      document.type(character);
      at = end;
      if (character === '\n') {
        const lineEnd = start + piece.start + at;
        learnFollowed(model, lineState, after.slice(learned, lineEnd));
        fileIndex.addRecorded(edit.path, after.slice(learned, lineEnd));
        lineState = model.save();
        learned = lineEnd;
      } else readTyped(model, character);
    }
    const replaced = piece.start === 0 ? deleted : '';
    recorded.push({
      commit: edit.commit,
      path: edit.path,
      stratum,
      weight: piece.weight ?? 1,
      text,
      candidates,
      otherFileWords,
      pathOf,
      rightAfter: (before) => fileIndex.rightAfter(before, edit.path),
      addedBits,
      unfamiliar,
      carets,
      replaced,
    });
  }
  if (inserted !== '') learnLines(recorder, learnable, learned, nextLineStart(after, start + inserted.length));
  return recorded;
}

/** The most probable first words and what follows them, down to those that every gate rejects after two others. */
function candidatesAt(model: LanguageModel, caret: Caret): readonly Candidate[] {
  // As at the end of a line: the fit to the caret stops earlier, and without the text after the caret it does not.
  const stop = createStopRule({ before: caret.before, after: '' }, recordedLimits);
  const work = findCandidates(model, { required: leastStrict, stop }, (found) => {
    if (found.length >= maxCandidates) return none;
    const second = found[1];
    return second ? leastIfRefused(firstWordOf(second.text), second.words[0]!.probability) : 0;
  });
  return runToEnd(work);
}

/** UTF-16 units that are read before lines are learned. */
const contextLength = 1000;

/** Learns the lines from `from` to `to`. Returns `to`. */
function learnLines({ model, fileIndex }: Recorder, { path, text }: TrainingText, from: number, to: number): number {
  if (from >= to) return from;
  model.begin(path);
  model.read(text.slice(Math.max(0, from - contextLength), from));
  model.learn(text.slice(from, to));
  fileIndex.addRecorded(path, text.slice(from, to));
  return to;
}

function nextLineStart(text: string, at: number): number {
  const lineEnd = text.indexOf('\n', at);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

/**
 * The same recording with the same thresholds, as if nothing were after the caret but what the editor added while the hunk was
 * typed: shows what the text after the caret is worth.
 */
export function withoutTextAfter(hunk: RecordedHunk): RecordedHunk {
  return { ...hunk, carets: hunk.carets.map((caret) => ({ ...caret, after: caret.closers })) };
}

/** The same recording, as if random-looking words that one other file has were offered: shows what it costs that they are not. */
export function withOtherFileWords(hunk: RecordedHunk): RecordedHunk {
  return { ...hunk, otherFileWords: [] };
}

/** The same recording, as if nothing judged whether the text after the caret follows. */
export function withoutJoin(hunk: RecordedHunk): RecordedHunk {
  return { ...hunk, addedBits: [] };
}

/** The same recording without knowledge of how unfamiliar the text is to the model. */
export function asFamiliar(hunk: RecordedHunk): RecordedHunk {
  return { ...hunk, unfamiliar: [] };
}
