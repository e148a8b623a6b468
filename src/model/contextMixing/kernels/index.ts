// The counting model's kernel: what is exported to the host (counts.ts).
import { prepareContexts } from './contexts';
import { prepareDirect } from './direct';
import { prepareHistories } from './histories';
import { advanceMatches, prepareMatches } from './matches';
import { prepareNumbers } from './numbers';
import { advance, beginPlace, here, keepOverwritten, placeBytes, prepareClasses, preparePlace, putBack } from './place';
import { prepareGroups } from './groups';
import { prepareOpinions, silenceContexts } from './opinions';
import { learnBit, learnByte, predictBit, prepareByte, preparePrediction } from './predict';
import { usePrior } from './prior';
import { prepareRuns } from './runs';
import { prepareSets } from './sets';
import { lookUpGroup, restoreOpen, saveOpen } from './sightings';
import { prepareSure } from './sure';
import { hearVoice } from './voice';

export { priorFits, priorSize, tellPrior } from './prior';

/** Bytes to learn, and the bytes' probabilities: where host and kernel exchange them. */
const textBytes = 1 << 16;
/** Of the hash tables: for what was seen last; the rest is for histories. */
const runsShare = 0.4;
/** Of the hash tables: for the shortest contexts. */
const directShare = 0.07;
const text = memory.data(textBytes);
const distribution = memory.data(256 * 4);

export function textAddress(): usize {
  return text;
}
export function textCapacity(): u32 {
  return textBytes;
}
export function distributionAddress(): usize {
  return distribution;
}
export function placeAddress(): usize {
  return changetype<usize>(here);
}
export function placeSize(): usize {
  return placeBytes;
}

/** Once, before all else. `historyBytes` is a power of two; `used`: how many contexts are counted in; `knowing`: begins with the prior. */
export function prepare(slotBytes: usize, historyBytes: u32, matchBits: u32, used: u32, knowing: bool): void {
  prepareNumbers();
  prepareHistories();
  prepareClasses();
  preparePlace(historyBytes);
  prepareContexts(used);
  prepareMatches(matchBits);
  prepareSure();
  prepareOpinions();
  prepareSets();
  preparePrediction();
  const direct = prepareDirect(<usize>(<f64>slotBytes * directShare));
  const rest = <f64>(slotBytes - direct);
  prepareRuns(<usize>(rest * runsShare));
  prepareGroups(<usize>(rest * (1 - runsShare)));
  if (knowing) usePrior();
  beginPlace(0);
}

/** To the beginning of a document. */
export function begin(document: u32): void {
  beginPlace(document);
}

/** Takes the voice's distribution from `distribution`, or silences it; 0: the workspace's network, 1: the generic one. */
export function speak(voice: u32, speaks: bool): void {
  hearVoice(voice, distribution, speaks);
}

/** Predicts and learns the first `length` bytes of `text`; answers what they cost, in bits. */
export function learn(length: u32): f64 {
  let bits: f64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    bits -= Math.log2(predictByte(byte, true));
    learnByte(byte);
  }
  return bits;
}

/** The same without learning. */
export function read(length: u32): f64 {
  let bits: f64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    bits -= Math.log2(predictByte(byte, false));
    follow(byte);
  }
  return bits;
}

/** Probability of `byte` before it was learnt. */
// @ts-ignore: decorator
@inline
function predictByte(byte: u32, learning: bool): f64 {
  let whole: f64 = 1;
  let bits: u32 = 1;
  prepareByte(learning);
  for (let index: u32 = 0; index < 8; index++) {
    if (index == 2) lookUpGroup(1, bits, learning);
    else if (index == 5) lookUpGroup(2, bits, learning);
    const p = predictBit(bits, index);
    const bit = (byte >> (7 - index)) & 1;
    whole *= <f64>(bit ? p : 1 - p);
    if (learning) learnBit(bit, index);
    bits = (bits << 1) | bit;
  }
  return whole;
}

/** Goes on behind `byte` without learning it. */
export function follow(byte: u32): void {
  keepOverwritten();
  advance(byte);
  advanceMatches(byte, false);
}

/** Before an earlier place is written back: takes the bytes followed since out of the history. */
export function unfollow(position: u32): void {
  putBack(position);
}

/** Fills `distribution` with the next byte's probabilities; what is less likely than `least` together is spread evenly. */
export function distribute(least: f32): void {
  prepareByte(false);
  spread(1, 0, 1, least);
}

function spread(bits: u32, index: u32, mass: f32, least: f32): void {
  if (index == 8) {
    store<f32>(distribution + ((bits & 255) << 2), mass);
    return;
  }
  if (mass < least) {
    const width = 8 - index;
    const first = (bits << width) & 255;
    const count = <u32>1 << width;
    const share = mass / <f32>count;
    for (let byte = first; byte < first + count; byte++) store<f32>(distribution + (byte << 2), share);
    return;
  }
  if (index == 2) lookUpGroup(1, bits, false);
  else if (index == 5) lookUpGroup(2, bits, false);
  const p = predictBit(bits, index);
  saveOpen(index);
  spread(bits << 1, index + 1, mass * (1 - p), least);
  restoreOpen(index);
  silenceContexts();
  spread((bits << 1) | 1, index + 1, mass * p, least);
}
