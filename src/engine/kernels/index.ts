// The kernels that are exported to the host (kernelEngine.ts).
export { constants, prepareConstants } from './vector';
export { setTiming } from './stepTimer';
export { carryStates, evaluate, feed, feedLayer, predict, trainWindow } from './window';
export { logSoftmax } from './softmax';
export { foldBias, transpose } from './pack';
export { accumulate, adamw, clear, prepareAdamw, sgd, squares, sumTable } from './update';

/** The first byte that the kernels do not use themselves. */
export function firstFree(): usize {
  return __heap_base;
}
