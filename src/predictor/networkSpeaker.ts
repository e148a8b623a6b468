// The network alone, as a speaker that learns from what it reads.
import { classOf, type CharacterClass } from '../completion/words.ts';
import type { LivingNetwork, LivingState } from '../language/livingNetwork.ts';
import { mostLikely } from '../language/sampler.ts';
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
    expect: () => {
      const logProbabilities = network.reader.logProbabilities();
      const id = mostLikely(logProbabilities);
      if (id === outsideId) return undefined;
      const shares: Record<CharacterClass, number> = { letter: 0, mark: 0, blank: 0 };
      classes.forEach((found, other) => (shares[found] += Math.exp(logProbabilities[other]!)));
      return { character: vocabulary.decode(id), probability: Math.exp(logProbabilities[id]!), classes: shares };
    },
    save: () => network.save(),
    restore: (place) => network.restore(place),
  };
}
