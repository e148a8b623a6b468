// How many characters a network may read at once, so that a large network does not hold up an answer.
import { weightsPerCharacter, type ModelShape } from '../../engine/modelShape.ts';

/** Up to this number of weights per character, a network reads all characters at once: less than 0.1 ms each (GRU, 800 units). */
const smallNetworkWeights = 2_000_000;

/**
 * `characters` for a small network, and fewer for a larger one, at least 1, in proportion to its weights: a network with three layers of
 * 1,024 units, whose weights do not fit the cache, takes 5 to 10 ms a character.
 */
export function charactersAtOnce(characters: number, shape: ModelShape): number {
  const share = smallNetworkWeights / weightsPerCharacter(shape);
  return Math.max(1, Math.floor(characters * Math.min(1, share)));
}
