// A model of text that stands somewhere in a text: it expects what comes next, reads on, and can go back.
import type { CharacterClass } from './characterClass.ts';

/** A character that may come next. */
export interface Prediction {
  readonly character: string;
  readonly probability: number;
  /** Probability of each class for the next character; the sum is at most 1. */
  readonly classes: Readonly<Record<CharacterClass, number>>;
}

export interface LanguageModel<State> {
  /** To the beginning of a new text. */
  begin(): void;
  /** Reads text that is there to stay, and learns from it; answers the bits that it cost. */
  learn(text: string): number;
  /** Reads text without learning from it: context, or a guess. */
  read(text: string): void;
  /** The likeliest next character, and others that are at least so likely, most likely first, at most `count`. */
  predict(count: number, least?: number): readonly Prediction[];
  /** Where it stands, with what it has learnt for this text, to come back to. */
  save(): State;
  restore(place: State): void;
}
