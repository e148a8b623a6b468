// A network alone as a language model of characters.
import { classOf, type CharacterClass } from '../characterClass.ts';
import type { AdaptiveNetwork, AdaptiveState } from './dynamicEvaluation.ts';
import { unknownId, type Vocabulary } from './vocabulary.ts';
import type { MeasuringModel } from '../languageModel.ts';

export function createNetworkModel(network: AdaptiveNetwork, vocabulary: Vocabulary): MeasuringModel<AdaptiveState> {
  const encoder = new TextEncoder();
  const classes = Array.from({ length: vocabulary.size }, (_, id) => classOf(vocabulary.decode(id) || '\ufffd'));

  function bitsOf(text: string, pass: (byte: number) => void): number {
    let bits = 0;
    for (const byte of encoder.encode(text)) {
      bits -= Math.log2(network.predict()[byte]!);
      pass(byte);
    }
    return bits;
  }

  return {
    begin: () => network.begin(),
    learn: (text) => bitsOf(text, network.learn),
    read: (text) => {
      for (const byte of encoder.encode(text)) network.read(byte);
    },
    measure: (text) => bitsOf(text, network.read),
    predict: (count, least = 0) => {
      const probabilities = network.reader.logProbabilities().map(Math.exp);
      const byClass: Record<CharacterClass, number> = { letter: 0, ideograph: 0, mark: 0, blank: 0 };
      probabilities.forEach((probability, id) => (byClass[classes[id]!] += probability));
      return mostLikelyIds(probabilities, count, least).map((id) => ({
        character: vocabulary.decode(id),
        probability: probabilities[id]!,
        classes: byClass,
      }));
    },
    save: () => network.save(),
    restore: (state) => network.restore(state),
  };
}

/** The most likely id, and others of at least probability `least`, at most `count`, most likely first. Never `unknownId`. */
function mostLikelyIds(probabilities: Float32Array, count: number, least: number): number[] {
  const found: number[] = [];
  while (found.length < count) {
    let best: number = unknownId;
    for (let id = unknownId + 1; id < probabilities.length; id++) {
      if ((best === unknownId || probabilities[id]! > probabilities[best]!) && !found.includes(id)) best = id;
    }
    if (best === unknownId || !(probabilities[best]! > 0)) break;
    if (found.length > 0 && probabilities[best]! < least) break;
    found.push(best);
  }
  return found;
}
