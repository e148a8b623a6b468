// The machine's limit: fused multiply-adds on registers, 128 bits wide, and in pairs that V8 can combine to 256 bits.
// scripts/build/tiles.mjs generates the loops.
export { multiplyAdd12, multiplyAdd24 } from './loops';
