// Reports the phases of a training step to the host, only in the few steps that are timed. In all other steps the cost is one
// test of a flag.

// @ts-ignore: decorator
@external('env', 'endPhase')
declare function report(phase: u32): void;

let timing: bool = false;

export function setTiming(on: bool): void {
  timing = on;
}

/** The phases that the kernels report, as indices of `stepPhases` (stepTimer.ts of the host). */
export const PRODUCTS: u32 = 0;
export const GATES: u32 = 1;
export const OUTPUTS: u32 = 2;
export const SOFTMAX: u32 = 3;

// @ts-ignore: decorator
@inline
export function endPhase(phase: u32): void {
  if (timing) report(phase);
}
