// The counts and the network as one speaker: the network's expectation of each byte is one more input to the counts' mixers, and
// is heard once more behind them.
import type { AdaptiveNetwork, AdaptiveState } from './network/dynamicEvaluation.ts';
import {
  leadBytes,
  characterOf,
  classProbabilities,
  continuationByteCount,
  continuationByteValues,
  predictionsOf,
  mostLikelyBytes,
  type CharacterCandidate,
} from './characterPredictions.ts';
import type { ByteModel } from './byteModel.ts';
import type { LanguageModel } from './languageModel.ts';

/** Bytes less likely than this need not be told apart. */
const leastTold = 0.01;
/** Bytes that a character of several may go on with. */
const mostBranches = 4;

export interface MixtureState {
  readonly contextMixing: unknown;
  readonly workspaceNetwork: AdaptiveState | undefined;
}

/** Without a network the counts speak alone. */
export function createMixture(counts: ByteModel, network: AdaptiveNetwork | undefined): LanguageModel<MixtureState> {
  const encoder = new TextEncoder();
  const one = new Uint8Array(1);
  /** A character that was read to find out what it is. */
  let ahead = '';

  function follow(byte: number): void {
    counts.read(byte);
    network?.read(byte, false);
  }

  function distribution(): Float32Array {
    counts.setInput('workspaceNetwork', network?.bytes.predict());
    return counts.predict(leastTold);
  }

  /** The character that begins with `first`; one of several bytes is read, its likeliest other bytes: and the probability of those. */
  function readOn(first: number): { character: string; probability: number } {
    const bytes = [first];
    let probability = 1;
    for (let missing = continuationByteCount(first); missing > 0; missing--) {
      follow(bytes.at(-1)!);
      const next = distribution();
      const [byte] = mostLikelyBytes(next, 1, 0, continuationByteValues) as [number];
      probability *= next[byte]!;
      bytes.push(byte);
    }
    if (bytes.length > 1) follow(bytes.at(-1)!);
    return { character: characterOf(bytes), probability };
  }

  /** The characters that begin with these bytes and are at least so likely; the likeliest in any case. Stands where it stood. */
  function charactersFrom(bytes: readonly number[], probability: number, least: number): CharacterCandidate[] {
    const missing = continuationByteCount(bytes[0]!) + 1 - bytes.length;
    if (missing === 0) return [{ character: characterOf(bytes), probability, first: bytes[0]! }];
    const place = speaker.save();
    follow(bytes.at(-1)!);
    const next = distribution();
    const going = mostLikelyBytes(next, mostBranches, least / probability, continuationByteValues).map(
      (byte) => [byte, probability * next[byte]!] as const,
    );
    const found = going.flatMap(([byte, whole]) => charactersFrom([...bytes, byte], whole, least));
    speaker.restore(place);
    return found;
  }

  const speaker: LanguageModel<MixtureState> = {
    begin: () => {
      network?.begin();
      ahead = '';
    },
    learn: (text) => {
      let bits = 0;
      for (const byte of encoder.encode(text)) {
        counts.setInput('workspaceNetwork', network?.bytes.predict());
        one[0] = byte;
        bits += counts.learn(one);
        network?.read(byte, true);
      }
      return bits;
    },
    read: (text) => {
      if (text !== ahead) for (const byte of encoder.encode(text)) follow(byte);
      ahead = '';
    },
    predict: (count, least = 0) => {
      const view = distribution();
      const classes = classProbabilities(view);
      if (count === 1) {
        const [first] = mostLikelyBytes(view, 1, 0, leadBytes) as [number];
        const probability = view[first]!;
        const { character, probability: rest } = readOn(first);
        ahead = first < 0x80 ? '' : character;
        return predictionsOf([{ first, character, probability: probability * rest }], classes);
      }
      const found = mostLikelyBytes(view, count, least, leadBytes)
        .map((first) => [first, view[first]!] as const)
        .flatMap(([first, probability]) => charactersFrom([first], probability, Math.max(least, leastTold)));
      found.sort((a, b) => b.probability - a.probability);
      return predictionsOf(found.slice(0, count), classes);
    },
    save: () => ({ contextMixing: counts.save(), workspaceNetwork: network?.save() }),
    restore: (place) => {
      counts.restore(place.contextMixing);
      if (place.workspaceNetwork) network?.restore(place.workspaceNetwork);
      ahead = '';
    },
  };
  return speaker;
}
