// The network alone, as a speaker that learns from what it reads.
import { classOf, type CharacterClass } from '../completion/text/words.ts';
import type { LivingNetwork, LivingState } from '../language/livingNetwork.ts';
import { outsideId, type Vocabulary } from '../language/vocabulary.ts';
import type { Speaker } from './speaker.ts';

export function createNetworkSpeaker(network: LivingNetwork, vocabulary: Vocabulary): Speaker<LivingState> {
  const encoder = new TextEncoder();
  const classes = Array.from({ length: vocabulary.size }, (_, id) => classOf(vocabulary.decode(id) || '\ufffd'));

  return {
    begin: () => network.begin(),
    learn: (text) => {
      let bits = 0;
      for (const byte of encoder.encode(text)) {
        bits -= Math.log2(network.voice.next()[byte]!);
        network.read(byte, true);
      }
      return bits;
    },
    follow: (text) => {
      for (const byte of encoder.encode(text)) network.read(byte, false);
    },
    expect: (count, least = 0) => {
      const probabilities = network.reader.logProbabilities().map(Math.exp);
      const shares: Record<CharacterClass, number> = { letter: 0, ideograph: 0, mark: 0, blank: 0 };
      probabilities.forEach((probability, id) => (shares[classes[id]!] += probability));
      return likeliest(probabilities, count, least).map((id) => ({
        character: vocabulary.decode(id),
        probability: probabilities[id]!,
        classes: shares,
      }));
    },
    save: () => network.save(),
    restore: (place) => network.restore(place),
  };
}

/** The likeliest id of a character and others of at least that probability, at most `count`, most likely first. */
function likeliest(probabilities: Float32Array, count: number, least: number): number[] {
  const found: number[] = [];
  while (found.length < count) {
    let best: number = outsideId;
    for (let id = outsideId + 1; id < probabilities.length; id++) {
      if ((best === outsideId || probabilities[id]! > probabilities[best]!) && !found.includes(id)) best = id;
    }
    if (best === outsideId || !(probabilities[best]! > 0)) break;
    if (found.length > 0 && probabilities[best]! < least) break;
    found.push(best);
  }
  return found;
}
