// The fields of a kernel pass, in the order of the class in kernels/pass.ts, which documents them.
const passWords = [
  'cell',
  'blocks',
  'hidden',
  'hiddenPanels',
  'vocabularyPanels',
  'streams',
  'steps',
  'chunkSteps',
  'scale',
  'gather',
  'targets',
  'rowOffsets',
  'zeroOffsets',
  'zeros',
  'table',
  'tableStride',
  'recurrent',
  'recurrentStride',
  'output',
  'outputStride',
  'outputBias',
  'stateCodes',
  'recurrentCodes',
  'outputCodes',
  'recurrentTransposed',
  'outputTransposed',
  'hiddenPrevious',
  'hiddenNext',
  'cellPrevious',
  'cellNext',
  'hiddenStride',
  'gates',
  'saved',
  'timeStride',
  'dBypass',
  'dHidden',
  'logits',
  'chunkStride',
  'dGates',
  'dGatesStride',
  'mask',
  'masked',
  'dTable',
  'dRecurrent',
  'dOutput',
  'reverse',
  'report',
] as const;

export type PassWords = Readonly<Record<(typeof passWords)[number], number>>;

export const passBytes = passWords.length * 4;

export function writePass(memory: ArrayBufferLike, address: number, words: PassWords): void {
  const view = new DataView(memory, address, passBytes);
  passWords.forEach((name, i) => {
    if (name === 'scale') view.setFloat32(i * 4, words[name], true);
    else view.setUint32(i * 4, words[name], true);
  });
}
