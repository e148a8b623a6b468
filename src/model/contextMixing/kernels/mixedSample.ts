// Which bytes of much text are mixed. After the first bytes, the mixers know how much to trust each input, so that a sample of blocks is
// enough for them. Of all bytes, histories, runs and matches are learned.

/** So many bytes are mixed without a gap. */
const allMixedBytes: u32 = 300_000;
/** Before this, few blocks are mixed: the start without a gap takes half of the time of so much text. */
const moreMixedBytes: u32 = 1_000_000;
/** log2 of the bytes of a block. Of a cycle of blocks, the first are mixed. */
const blockBits: u32 = 10;
const cycleBlocks: u32 = 11;
const fewMixedBlocks: u32 = 2;
const moreMixedBlocks: u32 = 4;

/** Bytes learned so far, u32. It is in memory, so that a copy of the memory is a copy of the model. */
const learnedBytes = memory.data(4);

/** Whether the next byte is mixed. */
export function isInSample(): bool {
  const learned = load<u32>(learnedBytes);
  if (learned < allMixedBytes) return true;
  return (learned >> blockBits) % cycleBlocks < (learned < moreMixedBytes ? fewMixedBlocks : moreMixedBlocks);
}

/** After a byte was learned, mixed or not. */
export function countLearnedByte(): void {
  store<u32>(learnedBytes, load<u32>(learnedBytes) + 1);
}
