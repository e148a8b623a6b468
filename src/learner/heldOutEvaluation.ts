// Evaluates the trainer's weights on held-out text, in bits per character.
import type { Trainer } from '../engine/engine.ts';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import { countCharacters, type EncodedText } from '../model/network/encodedText.ts';
import { evaluationBatches, type PassageWindow } from './evaluationBatches.ts';

/**
 * Returns a function that evaluates these texts with the trainer's current weights and threads. Each text is read from a fresh
 * hidden state. The result is total bits over total characters; NaN without text. The hidden states of the training stay as they
 * are.
 */
export function createEvaluation(
  trainer: Trainer,
  vocabulary: Vocabulary,
  texts: readonly EncodedText[],
): () => number {
  const { streams, length } = trainer.options;
  const batches = evaluationBatches(texts, streams, length);
  const characters = countCharacters(texts);
  const losses = new Float32Array(length * streams);
  return () => {
    const state = trainer.readState();
    let bits = 0;
    for (const batch of batches) {
      batch.forEach((window, stream) => {
        if (window?.startsPassage) trainer.resetState(stream);
        writeWindow(window, trainer, stream);
      });
      trainer.evaluate(losses);
      batch.forEach((window, stream) => (bits += window ? bitsOf(window, stream) : 0));
    }
    trainer.writeState(state);
    return bits / characters;
  };

  function bitsOf({ ids, from, scoredFrom, end }: PassageWindow, stream: number): number {
    let bits = 0;
    for (let at = Math.max(from + 1, scoredFrom); at < Math.min(end, from + 1 + length); at++) {
      bits += losses[(at - from - 1) * streams + stream]! / Math.LN2;
      if (ids[at] === unknownId) bits += vocabulary.unknownBits;
    }
    return bits;
  }
}

/** Writes the inputs and targets of one stream; no characters after the end of its window or without one. */
function writeWindow(window: PassageWindow | undefined, { inputs, targets, options }: Trainer, stream: number): void {
  for (let t = 0; t < options.length; t++) {
    const row = t * options.streams + stream;
    const at = window ? window.from + t : 0;
    const hasCharacter = window !== undefined && at + 1 < window.end;
    inputs[row] = hasCharacter ? window.ids[at]! : -1;
    targets[row] = hasCharacter ? window.ids[at + 1]! : 0;
  }
}
