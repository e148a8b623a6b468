// Walks a text as if it were typed, and writes down what a model would have said at every place of it. Gates are judged from that
// record, so that trying another gate costs nothing.
import { lowestThreshold } from '../completion/policy/calibrateThresholds.ts';
import { gateSettingsAt } from '../completion/policy/confidence.ts';
import type { Candidate } from '../completion/policy/confidenceGate.ts';
import type { RecordedText } from '../completion/policy/simulatedTyping.ts';
import { characterBoundary } from '../completion/text/characterBoundary.ts';
import { createCandidateRecorder } from '../completion/decode/candidateRecorder.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import type { Segment } from './sample.ts';

export interface ReplayedText {
  readonly path: string;
  readonly text: string;
  /** What stands before it in its document, if it is only the document's end. */
  readonly before?: string;
}

export interface Recording extends RecordedText {
  readonly path: string;
  /** What the text cost, in bits. Code points, not UTF-16 units, are its characters. */
  readonly bits: number;
  readonly characters: number;
  /** Of a guess at each place, milliseconds: the mean of those that are recorded there. */
  readonly latenciesMs: readonly number[];
  /** Of reading all of the text. */
  readonly readingMs: number;
}

/** UTF-16 units of a suggestion at most. */
const maxCharacters = 200;
const thresholds = { eager: lowestThreshold, balanced: lowestThreshold, quiet: lowestThreshold };
/** Lets through all that any gate that is tried would. */
const widest = gateSettingsAt({ before: '', after: '' }, 'eager', thresholds);

/** Guesses in the stretches only. */
export function record(
  model: LanguageModel,
  { path, text, before = '' }: ReplayedText,
  now: () => number,
  stretches: readonly Segment[] = [{ start: 0, end: text.length }],
): Recording {
  const candidates: (readonly Candidate[] | undefined)[] = [];
  const recorded = createCandidateRecorder(model, text, widest, maxCharacters);
  const latenciesMs: number[] = [];
  let bits = 0;
  let readingMs = 0;
  model.begin(path);
  model.read(before);

  function guessAt(at: number): readonly Candidate[] {
    const start = now();
    const found = recorded(at);
    latenciesMs.push((now() - start) / Math.max(1, found.length));
    return found;
  }

  let at = 0;
  function readTo(end: number): void {
    if (end > at) {
      const start = now();
      bits += model.learn(text.slice(at, end));
      readingMs += now() - start;
    }
    at = candidates.length = end;
  }

  for (const { start, end } of stretches) {
    readTo(start);
    while (at < end) {
      candidates[at] = guessAt(at);
      readTo(characterBoundary(text, at + 1));
    }
  }
  readTo(text.length);
  return { path, text, candidates, bits, characters: Array.from(text).length, latenciesMs, readingMs };
}
