// The predictor's model for whoever reads a text from beginning to end: the replay, the terminal. No threads, no slices.
import type { GateSettings, Passed } from '../completion/gate.ts';
import { stopRule } from '../completion/stopping.ts';
import type { Engine } from '../engine/engine.ts';
import type { Counting } from './countsCursor.ts';
import { guessNow } from './guess.ts';
import { modelOf, openCounts, openNetwork } from './model.ts';

export interface LanguageModelParts {
  readonly counting?: Counting;
  readonly network?: { readonly engine: Engine; readonly checkpoint: Uint8Array };
}

export interface LanguageModel {
  /** To the beginning of a document; the number stays the same for it. */
  begin(document: number): void;
  /** Counts a text of the workspace, from its beginning; the network has learnt it already. Answers bits. */
  count(text: string): number;
  /** Reads on as if it were typed: all learn from it. Answers the bits that it cost. */
  read(text: string): number;
  /** What it would suggest here, as far as the gate lets it; `before`: the caret's line up to it, at least. */
  guess(before: string, gate: GateSettings, maxCharacters: number): Passed | undefined;
}

/** @throws Error when the checkpoint cannot be used, or there is neither counting nor network. */
export function createLanguageModel({ counting, network }: LanguageModelParts): LanguageModel {
  const counts = counting && openCounts(counting);
  const model = modelOf(network && openNetwork(network.engine, network.checkpoint, 0), counts);
  if (!model) throw new Error('a language model needs counts or a network');
  const { mixture } = model;
  return {
    begin: (document) => {
      counting?.begin(document);
      mixture.begin();
    },
    count: (text) => {
      counting?.speak(undefined);
      return counting?.learn(new TextEncoder().encode(text)) ?? 0;
    },
    read: (text) => mixture.learn(text),
    guess: (before, gate, maxCharacters) =>
      guessNow(mixture, { gate, stop: stopRule({ before, after: '' }, { maxCharacters, multiline: false }) }),
  };
}
