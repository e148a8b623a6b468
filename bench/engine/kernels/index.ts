// The machine's limit: fused multiply-adds on registers and nothing else, 128 bits wide, and in pairs that V8 may fuse to
// 256 bits. The loops are written by scripts/build/tiles.mjs.
export { multiplyAdd12, multiplyAdd24 } from './loops';
