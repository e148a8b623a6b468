// The interface of every language model: a component or a mixture of components. It reads text, predicts the next character, can
// return to an earlier state, and may learn from the text that it reads.
import { characterBoundary } from './characterBoundary.ts';
import type { CharacterClass } from './characterClass.ts';
import { probabilityOf, type Unfamiliarity } from './unfamiliarity.ts';

/** A character that may come next. */
export interface Prediction {
  readonly character: string;
  readonly probability: number;
  /** Probability of each class for the next character; the sum is at most 1. */
  readonly classes: Readonly<Record<CharacterClass, number>>;
}

/** `State`: what `restore` needs; opaque to callers. */
export interface LanguageModel<State = unknown> {
  /** Moves to the beginning of a document. What is learned of the document before, and only for that one, is forgotten. */
  begin(document: string): void;
  /** Reads text and learns it. Returns its cross-entropy before learning, in bits. */
  learn(text: string): number;
  /** Reads text without learning it: context, or a continuation on trial. */
  read(text: string): void;
  /** Reads what the user types without learning it, and compares it with what was expected. Default: `read`. */
  follow?(text: string): void;
  /** How unfamiliar the followed text is to the model. Undefined: it does not tell. */
  unfamiliarity?: Unfamiliarity;
  /** The most likely next characters, most likely first: the first, and others of at least probability `least`, at most `count`. */
  predict(count: number, least?: number): readonly Prediction[];
  /** The state after the text read so far, including what is learned for this document only. */
  save(): State;
  /** Returns to a state: what was read since is undone. */
  restore(state: State): void;
}

/** A model that also tells the probability of any text. */
export interface MeasuringModel<State = unknown> extends LanguageModel<State> {
  /** Reads text without learning it. Returns its cross-entropy in bits. */
  measure(text: string): number;
}

/** Characters before the caret (UTF-16 units, or bytes) whose unfamiliarity is measured where they were read before: it takes longer. */
export const followedLength = 128;

/** Reads the text before the place where the user types. */
export function readContext(model: LanguageModel, text: string): void {
  const from = characterBoundary(text, Math.max(0, text.length - followedLength));
  model.read(text.slice(0, from));
  readTyped(model, text.slice(from));
}

/** Follows text, as far as the model can. */
export function readTyped(model: LanguageModel, text: string): void {
  if (model.follow) model.follow(text);
  else model.read(text);
}

/** The probability that the followed text is of a kind that the model does not know. Undefined: it does not tell. */
export function unfamiliarProbability({ unfamiliarity }: LanguageModel): number | undefined {
  return unfamiliarity === undefined ? undefined : probabilityOf(unfamiliarity);
}

/** Learns text that was followed since the state was saved: how unfamiliar it was is kept. Returns its cross-entropy in bits. */
export function learnFollowed<State>(model: LanguageModel<State>, state: State, text: string): number {
  const { unfamiliarity } = model;
  model.restore(state);
  const bits = model.learn(text);
  if (unfamiliarity !== undefined) model.unfamiliarity = unfamiliarity;
  return bits;
}
