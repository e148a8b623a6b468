// What is known before anything was read: how far to believe whom, learnt once from other texts (scripts/assets/mixerPrior.mjs) and packed into
// a table of bytes:
//   [shape: contexts, inputs, sets, finals, u32 each]
//   [maps, then outcomes: a byte each, a logit in steps of 1/10 from -12.7 on, 0: not known]
//   [weights of the sets, then of the final mixers: the mean of their rows, i16, in 1/8192]
import { contexts, placeOf, used } from './contexts';
import { allocate } from './memory';
import { outcomes, outcomesEach } from './matches';
import { squash, stretchOf, unlearnt } from './numbers';
import { inputCount, inputs, maps, mapsEach, otherInputs } from './opinions';
import { matchers } from './place';
import { prior, priorBytes } from './priorTable';
import { finals, meanFinal, meanRow, saidCount, sets, spreadFinal, spreadRow } from './sets';

const shapeBytes = 16;
const mapCount = contexts * mapsEach;
const outcomeCount = <i32>matchers * outcomesEach;
const weightsAt = shapeBytes + ((mapCount + outcomeCount + 3) & ~3);
const size = weightsAt + 2 * (sets * inputs + finals * saidCount);
/** What the prior says counts as much as so many updates; what was seen less often says nothing. */
const priorUpdates: u32 = 30;
const leastUpdates: u32 = 3;
const weightUnit: f32 = 1.0 / 8192.0;
const row = memory.data(inputs * 4, 16);

/** Whether the table is of a model like this one. */
export function priorFits(): bool {
  return (
    priorBytes == <u32>size &&
    load<u32>(prior) == <u32>contexts &&
    load<u32>(prior, 4) == <u32>inputs &&
    load<u32>(prior, 8) == <u32>sets &&
    load<u32>(prior, 12) == <u32>finals
  );
}

/** Once, after all else is prepared. */
export function usePrior(): void {
  if (!priorFits()) return;
  const bytes = prior + shapeBytes;
  for (let i = 0; i < contexts; i++) {
    if (placeOf(i) < used) believe(bytes + i * mapsEach, maps + ((placeOf(i) * mapsEach) << 2), mapsEach);
  }
  believe(bytes + mapCount, outcomes, outcomeCount);
  let weight = prior + weightsAt;
  for (let set = 0; set < sets; set++) {
    weight = unpack(weight, inputs);
    leaveOut();
    spreadRow(set, row);
  }
  for (let final = 0; final < finals; final++) {
    weight = unpack(weight, saidCount);
    spreadFinal(final, row);
  }
}

function believe(bytes: usize, learnt: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const step = <i32>load<u8>(bytes + i);
    if (step == 0) continue;
    store<u32>(learnt + (i << 2), unlearnt(<f64>squash((<f32>step - 128) * 0.1)) | priorUpdates);
  }
}

function unpack(from: usize, count: i32): usize {
  for (let i = 0; i < count; i++) store<f32>(row + (i << 2), <f32>load<i16>(from + (i << 1)) * weightUnit);
  return from + (count << 1);
}

/** Takes the contexts that are not counted in out of the row. */
function leaveOut(): void {
  for (let i = 0; i < contexts; i++) {
    if (placeOf(i) < used) store<f32>(row + (placeOf(i) << 2), load<f32>(row + (i << 2)));
  }
  memory.copy(row + (used << 2), row + (contexts << 2), otherInputs << 2);
  for (let i: u32 = used + otherInputs; i < inputCount; i++) store<f32>(row + (i << 2), 0);
}

/** The table of what this model, with all contexts, has learnt: `tellPrior` makes it, and answers where it is. */
export function priorSize(): u32 {
  return size;
}

export function tellPrior(): usize {
  const table = allocate(size);
  store<u32>(table, contexts);
  store<u32>(table, inputs, 4);
  store<u32>(table, sets, 8);
  store<u32>(table, finals, 12);
  doubt(maps, table + shapeBytes, mapCount);
  doubt(outcomes, table + shapeBytes + mapCount, outcomeCount);
  let weight = table + weightsAt;
  for (let set = 0; set < sets; set++) {
    meanRow(set, row);
    weight = pack(weight, inputs);
  }
  for (let final = 0; final < finals; final++) {
    meanFinal(final, row);
    weight = pack(weight, saidCount);
  }
  return table;
}

function doubt(learnt: usize, bytes: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const word = load<u32>(learnt + (i << 2));
    const step = min<f32>(max<f32>(Mathf.round(stretchOf(word) * 10) + 128, 1), 255);
    store<u8>(bytes + i, (word & 1023) < leastUpdates ? 0 : <u8>step);
  }
}

function pack(to: usize, count: i32): usize {
  for (let i = 0; i < count; i++) {
    const weight = Mathf.round(load<f32>(row + (i << 2)) / weightUnit);
    store<i16>(to + (i << 1), <i16>min<f32>(max<f32>(weight, -32767), 32767));
  }
  return to + (count << 1);
}
