// The mixture of the components: context mixing with the predictions of other components as inputs of its mixers. It works on bytes
// of UTF-8 and predicts characters.
import type { ByteModel, MixerInput } from './byteModel.ts';
import {
  characterOf,
  classProbabilities,
  continuationByteCount,
  continuationByteValues,
  leadBytes,
  mostLikelyBytes,
  predictionsOf,
  type CharacterCandidate,
} from './characterPredictions.ts';
import { mixerComponents, type MixerComponentId } from './components.ts';
import { documentHash } from './documentHash.ts';
import type { MeasuringModel } from './languageModel.ts';

/** Below this probability, context mixing computes only rough probabilities of bytes. */
const exactAbove = 0.01;
/** Continuation bytes that are tried after each byte of a character. */
const maxBranches = 4;

/** The pretrained network is not among them: pretrainedInput.ts feeds it to context mixing. */
export type MixtureInputId = Exclude<MixerComponentId, 'pretrainedNetwork'>;
export type MixtureInputs = Readonly<Partial<Record<MixtureInputId, MixerInput | undefined>>>;

const inputIds = mixerComponents.filter((id): id is MixtureInputId => id !== 'pretrainedNetwork');

export interface MixtureState {
  readonly contextMixing: unknown;
  /** Of each input, in the order of `inputIds`. */
  readonly inputs: readonly unknown[];
}

/** Without inputs: context mixing alone. `learns`: false: context mixing only reads the text that the mixture learns. */
export function createMixture(
  contextMixing: ByteModel,
  components: MixtureInputs,
  { learns = true } = {},
): MeasuringModel<MixtureState> {
  const inputs = inputIds.map((id) => ({ id, model: components[id] }));
  const encoder = new TextEncoder();
  const oneByte = new Uint8Array(1);
  const pass = learns ? contextMixing.learn : contextMixing.measure;
  /** The character of several bytes that the last prediction has read already; '' if none. */
  let readAhead = '';

  function readByte(byte: number): void {
    contextMixing.read(byte);
    for (const { model } of inputs) model?.read(byte, false);
  }

  function setInputs(): void {
    for (const { id, model } of inputs) contextMixing.setInput(id, model?.predict());
  }

  function nextByte(): Float32Array {
    setInputs();
    return contextMixing.predict(exactAbove);
  }

  /** Completes the character that starts with `first` by its most likely bytes, and reads it if it has several. */
  function readMostLikely(first: number): { character: string; probability: number } {
    const bytes = [first];
    let probability = 1;
    for (let missing = continuationByteCount(first); missing > 0; missing--) {
      readByte(bytes.at(-1)!);
      const next = nextByte();
      const [byte] = mostLikelyBytes(next, 1, 0, continuationByteValues) as [number];
      probability *= next[byte]!;
      bytes.push(byte);
    }
    if (bytes.length > 1) readByte(bytes.at(-1)!);
    return { character: characterOf(bytes), probability };
  }

  /**
   * The characters that start with these bytes: the most likely one, and others of at least probability `least`. `probability` is
   * that of the bytes. Restores the state.
   */
  function charactersFrom(bytes: readonly number[], probability: number, least: number): CharacterCandidate[] {
    const missing = continuationByteCount(bytes[0]!) + 1 - bytes.length;
    if (missing === 0) return [{ character: characterOf(bytes), probability, first: bytes[0]! }];
    const state = mixture.save();
    readByte(bytes.at(-1)!);
    const next = nextByte();
    const branches = mostLikelyBytes(next, maxBranches, least / probability, continuationByteValues).map(
      (byte) => [byte, probability * next[byte]!] as const,
    );
    const found = branches.flatMap(([byte, product]) => charactersFrom([...bytes, byte], product, least));
    mixture.restore(state);
    return found;
  }

  const mixture: MeasuringModel<MixtureState> = {
    begin: (document) => {
      contextMixing.begin(documentHash(document));
      for (const { model } of inputs) model?.begin();
      readAhead = '';
    },
    learn: (text) => {
      let bits = 0;
      for (const byte of encoder.encode(text)) {
        setInputs();
        oneByte[0] = byte;
        bits += pass(oneByte);
        for (const { model } of inputs) model?.read(byte, true);
      }
      return bits;
    },
    read: (text) => {
      if (text !== readAhead) for (const byte of encoder.encode(text)) readByte(byte);
      readAhead = '';
    },
    measure: (text) => {
      let bits = 0;
      for (const byte of encoder.encode(text)) {
        setInputs();
        oneByte[0] = byte;
        bits += contextMixing.measure(oneByte);
        for (const { model } of inputs) model?.read(byte, false);
      }
      readAhead = '';
      return bits;
    },
    predict: (count, least = 0) => {
      const view = nextByte();
      const classes = classProbabilities(view);
      if (count === 1) {
        const [first] = mostLikelyBytes(view, 1, 0, leadBytes) as [number];
        const probability = view[first]!;
        const { character, probability: rest } = readMostLikely(first);
        readAhead = first < 0x80 ? '' : character;
        return predictionsOf([{ first, character, probability: probability * rest }], classes);
      }
      const found = mostLikelyBytes(view, count, least, leadBytes)
        .map((first) => [first, view[first]!] as const)
        .flatMap(([first, probability]) => charactersFrom([first], probability, Math.max(least, exactAbove)));
      found.sort((a, b) => b.probability - a.probability);
      return predictionsOf(found.slice(0, count), classes);
    },
    save: () => ({ contextMixing: contextMixing.save(), inputs: inputs.map(({ model }) => model?.save()) }),
    restore: (state) => {
      contextMixing.restore(state.contextMixing);
      inputs.forEach(({ model }, index) => model?.restore(state.inputs[index]));
      readAhead = '';
    },
  };
  return mixture;
}
