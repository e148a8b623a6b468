// Finds passages that a model reproduces from a single file: given the text before them, its most likely next characters are the
// passage, and no other file contains it.
// The test with a prompt follows Carlini et al., "Quantifying Memorization Across Neural Language Models", 2022.
import { isWordAt, wordsOf } from '../../completion/fit/words.ts';
import { characterBoundary } from '../../model/characterBoundary.ts';
import type { LanguageModel } from '../../model/languageModel.ts';
import { totalLength, type TrainingText } from '../../model/trainingText.ts';

export interface MemorizedPassage {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** UTF-16 units, at most `maxPassageLength`. */
  readonly length: number;
  readonly text: string;
}

/** Shorter passages are idioms of the language. UTF-16 units. */
export const minPassageLength = 40;
export const maxPassageLength = 500;
const maxPassages = 30;
/** UTF-16 units that the model reads before a passage. */
const promptLength = 100;
/** UTF-16 units read and predicted in total: some seconds. */
const defaultBudget = 60_000;
/** The document in which the model continues. It was not learned. */
const document = 'w/question.txt';

interface Place {
  readonly source: TrainingText;
  /** Index of the start of a line. */
  readonly at: number;
}

/**
 * The longest passages first, of places that are spread evenly over the texts until the budget is used up. Yields the part of the work
 * that is done, 0..1.
 */
export function* memorizedPassages(
  model: LanguageModel,
  texts: readonly TrainingText[],
  budget = defaultBudget,
): Generator<number, readonly MemorizedPassage[]> {
  const found: MemorizedPassage[] = [];
  const passages: Place[] = [];
  const examined = new Map<TrainingText, [start: number, end: number][]>();
  let used = 0;
  for (const { source, at } of placesIn(texts, budget / promptLength)) {
    if (used >= budget) break;
    const ranges = examined.get(source) ?? [];
    if (ranges.some(([start, end]) => at >= start && at < end)) continue;
    const end = yield* reproducedUpTo(model, source.text, at, () => used++ / budget);
    used += Math.min(at, promptLength);
    examined.set(source, [...ranges, [at, Math.max(end, at + 1)]]);
    const passage = source.text.slice(at, endOfWords(source, at, end));
    // A passage from an earlier line may reach into one that is found already.
    const isNew = !passages.some((other) => other.source === source && other.at >= at && other.at < end);
    if (isNew && passage.length >= minPassageLength && !occursElsewhere(passage, source, texts)) {
      passages.push({ source, at });
      found.push({ path: source.path, line: lineOf(source.text, at), length: passage.length, text: passage });
    }
    yield Math.min(1, used / budget);
  }
  return found.sort((one, other) => other.length - one.length).slice(0, maxPassages);
}

/** `end`, or before the last word where `end` is inside it. */
function endOfWords({ text }: TrainingText, start: number, end: number): number {
  const last = wordsOf(text.slice(start, end)).at(-1) ?? '';
  const lastStart = end - last.length;
  return isWordAt(last, text, lastStart) ? end : lastStart;
}

/** Where the model's greedy continuation differs from the text for the first time. `count` is called for each character. */
function* reproducedUpTo(
  model: LanguageModel,
  text: string,
  start: number,
  count: () => number,
): Generator<number, number> {
  model.begin(document);
  model.read(text.slice(characterBoundary(text, Math.max(0, start - promptLength)), start));
  let at = start;
  while (at < text.length && at - start < maxPassageLength) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const [best] = model.predict(1);
    if (best?.character !== character) break;
    model.read(character);
    at += character.length;
    yield Math.min(1, count());
  }
  return at;
}

/** At most `count` starts of lines, in the order of a van der Corput sequence over all texts: any beginning of it is spread evenly. */
function* placesIn(texts: readonly TrainingText[], count: number): Generator<Place> {
  const total = totalLength(texts);
  if (total === 0) return;
  for (let index = 0; index < count; index++) {
    let offset = Math.floor(vanDerCorput(index) * total);
    const source = texts.find(({ text }) => offset < text.length || ((offset -= text.length), false))!;
    yield { source, at: source.text.lastIndexOf('\n', offset - 1) + 1 };
  }
}

/** 0, 1/2, 1/4, 3/4, 1/8, ... */
function vanDerCorput(index: number): number {
  let [value, part] = [0, 0.5];
  for (let rest = index; rest > 0; rest = Math.floor(rest / 2), part /= 2) value += (rest % 2) * part;
  return value;
}

function occursElsewhere(passage: string, source: TrainingText, texts: readonly TrainingText[]): boolean {
  return texts.some((other) => other !== source && other.text.includes(passage));
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
