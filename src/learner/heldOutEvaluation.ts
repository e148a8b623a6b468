// Bits per character on text that was never trained on.
import type { Trainer } from '../engine/engine.ts';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import { charactersOf } from '../util/lengthOf.ts';
import { evaluationBatches, type PassageWindow } from './evaluationBatches.ts';
import type { HeldOutText } from './prepareCorpus.ts';

/**
 * A measuring of these texts with the trainer's weights and threads: total bits over characters, each text read from its
 * beginning with a fresh hidden state. NaN where there is no text. The training's own hidden states are left as they were.
 */
export function createEvaluation(
  trainer: Trainer,
  vocabulary: Vocabulary,
  texts: readonly HeldOutText[],
): () => number {
  const { streams, length } = trainer.options;
  const windows = evaluationBatches(texts, streams, length);
  const characters = charactersOf(texts);
  const costs = new Float32Array(length * streams);
  return () => {
    const state = trainer.readState();
    let bits = 0;
    for (const pieces of windows) {
      pieces.forEach((piece, stream) => {
        if (piece?.startsPassage) trainer.resetState(stream);
        writeWindow(piece, trainer, stream);
      });
      trainer.evaluate(costs);
      pieces.forEach((piece, stream) => (bits += piece ? bitsOf(piece, stream) : 0));
    }
    trainer.writeState(state);
    return bits / characters;
  };

  function bitsOf({ ids, from, scoredFrom, end }: PassageWindow, stream: number): number {
    let bits = 0;
    for (let at = Math.max(from + 1, scoredFrom); at < Math.min(end, from + 1 + length); at++) {
      bits += costs[(at - from - 1) * streams + stream]! / Math.LN2;
      if (ids[at] === unknownId) bits += vocabulary.unknownBits;
    }
    return bits;
  }
}

/** Writes what a stream reads in this window; where nothing is left, no characters. */
function writeWindow(piece: PassageWindow | undefined, { inputs, targets, options }: Trainer, stream: number): void {
  for (let t = 0; t < options.length; t++) {
    const row = t * options.streams + stream;
    const at = piece ? piece.from + t : 0;
    const reads = piece !== undefined && at + 1 < piece.end;
    inputs[row] = reads ? piece.ids[at]! : -1;
    targets[row] = reads ? piece.ids[at + 1]! : 0;
  }
}

/** The first part of each text, the same share of each, so that about `limit` characters are left. */
export function truncateTexts(texts: readonly HeldOutText[], limit: number): readonly HeldOutText[] {
  const available = charactersOf(texts);
  const share = Math.min(1, limit / available);
  return texts.map(({ context, ids }) => ({ context, ids: ids.subarray(0, Math.ceil(ids.length * share)) }));
}
