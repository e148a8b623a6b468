// A tiny checkpoint with predictable output, and a clock and an engine that tests control.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { parameterCount, tensorTable, type ModelShape } from '../../../src/engine/modelShape.ts';
import { encodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import type { Engine, Reader } from '../../../src/engine/engine.ts';
import type { Turns } from '../../../src/model/work.ts';

/**
 * A checkpoint of a network that repeats `cycle`, whose characters are all different. There is one hidden unit per character, which is
 * active when its character was just read.
 */
export function checkpointOf(cycle: string): Uint8Array {
  const vocabulary = vocabularyOf(cycle);
  const shape: ModelShape = { cell: 'tanh', hiddenSize: vocabulary.size, vocabulary: vocabulary.size };
  const parameters = new Float32Array(parameterCount(shape));
  const offset = Object.fromEntries(tensorTable(shape).map((tensor) => [tensor.name, tensor.offset]));
  const ids = vocabulary.encode(cycle);
  ids.forEach((id, index) => {
    const next = ids[(index + 1) % ids.length]!;
    parameters[offset['inputTable']! + id * shape.hiddenSize + id] = 3;
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

/** The reference engine. `fed` returns the number of characters read since the last call. */
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

/** A clock that advances by `stepMs` on each call: with 1000 each slice ends after one step, with 0 never. */
export function steppingClock(stepMs: number): () => number {
  let time = 0;
  return () => (time += stepMs);
}

/** Resolves after all waiting messages are handled. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How work takes turns with messages, by such a clock. */
export const turns = (stepMs = 0): Turns => ({ now: steppingClock(stepMs), yieldToMessages: nextTurn });
