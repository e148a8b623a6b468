// The highest bit of a byte, where the two bytes before leave no doubt: in most texts it is nearly always 0, and asking everyone
// would cost an eighth of all time.
import { allocateLearnt, learnAt, probabilityOf, unlearnt } from './numbers';
import { here } from './place';

const leastDoubt: f32 = 0.004;
const limit: u32 = 1023;
/** Probability of a one, by the last two bytes. */
let maps: usize = 0;

export function prepareSure(): void {
  maps = allocateLearnt(65536);
  for (let i = 0; i < 65536; i++) store<u32>(maps + (i << 2), unlearnt(0.5));
}

// @ts-ignore: decorator
@inline
function mapHere(): usize {
  return maps + ((here.recent & 0xffff) << 2);
}

/** Probability of a one; 1: in doubt. */
// @ts-ignore: decorator
@inline
export function sureOf(): f32 {
  const p = probabilityOf(load<u32>(mapHere()));
  return p < leastDoubt ? p : 1;
}

export function learnSure(bit: u32): void {
  learnAt(mapHere(), bit != 0, limit);
}
