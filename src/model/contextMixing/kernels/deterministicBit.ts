// The first bit of a byte, where the two bytes before leave no doubt: in most texts it is nearly always 0. Such a bit skips the
// contexts and the mixers, which saves an eighth of the time.
import { adaptiveProbability, allocateProbabilities, probabilityOf, updateProbability } from './adaptiveProbability';
import { state } from './textState';

/** Largest probability of a one for which the bit counts as deterministic. */
const maxDoubt: f32 = 0.004;
const limit: u32 = 1023;
/** Probability of a one by the last two bytes, [65536] adaptive probabilities. */
let probabilities: usize = 0;

export function prepareDeterministicBit(): void {
  probabilities = allocateProbabilities(65536);
  for (let i = 0; i < 65536; i++) store<u32>(probabilities + (i << 2), adaptiveProbability(0.5));
}

// @ts-ignore: decorator
@inline
function probabilityHere(): usize {
  return probabilities + ((state.c4 & 0xffff) << 2);
}

/** Probability of a one; 1: not deterministic. */
// @ts-ignore: decorator
@inline
export function deterministicProbability(): f32 {
  const p = probabilityOf(load<u32>(probabilityHere()));
  return p < maxDoubt ? p : 1;
}

export function updateDeterministicBit(bit: u32): void {
  updateProbability(probabilityHere(), bit != 0, limit);
}
