// A checkpoint small enough to reason about, and ways to wait that a test controls.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { parameterCount, tensorTable, type ModelShape } from '../../../src/engine/modelShape.ts';
import { encodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import type { Engine, Reader } from '../../../src/engine/engine.ts';

/**
 * Weights for a network that has learnt one sentence by heart: after each character comes the next of `cycle` (characters all
 * different), and after the last the first again. One hidden unit a character: it is on when its character was just read.
 */
export function checkpointOf(cycle: string): Uint8Array {
  const vocabulary = vocabularyOf(cycle);
  const shape: ModelShape = { cell: 'tanh', hidden: vocabulary.size, vocabulary: vocabulary.size };
  const parameters = new Float32Array(parameterCount(shape));
  const offset = Object.fromEntries(tensorTable(shape).map((tensor) => [tensor.name, tensor.offset]));
  const ids = vocabulary.encode(cycle);
  ids.forEach((id, index) => {
    const next = ids[(index + 1) % ids.length]!;
    parameters[offset['inputTable']! + id * shape.hidden + id] = 3;
    parameters[offset['outputWeight']! + id * shape.vocabulary + next] = 12;
  });
  return encodeCheckpoint({
    shape,
    vocabulary,
    parameters,
    optimizer: { steps: 0, first: new Float32Array(0), second: new Float32Array(0) },
    progress: { steps: 1, characters: 1, elapsedMs: 1, bitsPerChar: 0.5 },
  });
}

export function requestAt(before: string, changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    document: 'file:///a.txt',
    before,
    after: '',
    maxCharacters: 8,
    multiline: false,
    sampling: { temperature: 0, topP: 1, seed: 1 },
    model: 'network',
    ...changes,
  };
}

/** The reference engine, counting the characters that its readers are fed. */
export function countingEngine(): { engine: Engine; fed: () => number } {
  let fed = 0;
  const counted = (reader: Reader): Reader => {
    const feed = reader.feed.bind(reader);
    return Object.assign(reader, {
      feed: (id: number) => {
        fed++;
        feed(id);
      },
    });
  };
  const engine: Engine = { ...referenceEngine, reader: (shape) => counted(referenceEngine.reader(shape)) };
  return {
    engine,
    fed: () => {
      const count = fed;
      fed = 0;
      return count;
    },
  };
}

/** A clock that moves on by `stepMs` whenever it is read: 1000 makes every slice end at once, 0 never. */
export function steppingClock(stepMs: number): () => number {
  let time = 0;
  return () => (time += stepMs);
}
