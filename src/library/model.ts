// A model of the library: a decoded checkpoint, and a reader of its network.
import { readCheckpoint, replaceFile } from '../cli/checkpointFile.ts';
import { chooseEngine } from '../cli/engine.ts';
import { layersOf } from '../engine/modelShape.ts';
import { sampleText } from '../learner/previewContent.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import { crossEntropyBits } from '../model/network/crossEntropy.ts';
import { charactersOf, unknownId } from '../model/network/vocabulary.ts';
import { defaultSampling } from '../protocol/settings.ts';
import type { Model } from './api.ts';

const defaultCharacters = 300;
const defaultPredictions = 10;

/** The bytes of a model, or of a file, which is checked. */
export async function modelBytes(from: Model | string | Uint8Array): Promise<Uint8Array> {
  if (typeof from === 'string') return readCheckpoint(from);
  return from instanceof Uint8Array ? from : from.bytes;
}

/** @throws Error when the bytes are not a model. */
export async function createModel(bytes: Uint8Array): Promise<Model> {
  const { shape, vocabulary, parameters, progress } = decodeCheckpoint(bytes);
  const reader = (await chooseEngine(1)).reader(shape);
  reader.writeParameters(parameters);
  return {
    cell: shape.cell,
    hiddenSize: shape.hiddenSize,
    layers: layersOf(shape),
    characters: charactersOf(vocabulary),
    steps: progress.steps,
    bitsPerCharacter: progress.bitsPerChar,
    bytes,
    sample: ({ prompt = '', characters = defaultCharacters, ...sampling } = {}) => {
      return sampleText(
        { reader, vocabulary },
        { prompt, count: characters, sampling: { ...defaultSampling, ...sampling } },
      );
    },
    predict: (text, count = defaultPredictions) => {
      reader.reset();
      reader.feed(unknownId);
      for (const id of vocabulary.encode(text)) reader.feed(id);
      const logProbabilities = reader.logProbabilities();
      return Array.from(logProbabilities, (logarithm, id) => ({ id, probability: Math.exp(logarithm) }))
        .filter(({ id }) => id !== unknownId)
        .sort((a, b) => b.probability - a.probability)
        .slice(0, count)
        .map(({ id, probability }) => ({ character: vocabulary.decode(id), probability }));
    },
    score: (text) => {
      const ids = vocabulary.encode(text);
      return crossEntropyBits(reader, vocabulary, new Int32Array(0), ids) / ids.length;
    },
    save: (file) => replaceFile(file, bytes),
  };
}
