// Tells the host where a training step stands, so that it can see what the time goes into. Only in the few steps that are
// timed: in all others a lap is a look at a flag.

// @ts-ignore: decorator
@external('env', 'lap')
declare function tell(phase: u32): void;

let timing: bool = false;

export function setTiming(on: bool): void {
  timing = on;
}

/** What has ended: the host's table is `stepPhases` (stepClock.ts). */
export const PRODUCTS: u32 = 0;
export const GATES: u32 = 1;
export const OUTPUTS: u32 = 2;
export const SOFTMAX: u32 = 3;

// @ts-ignore: decorator
@inline
export function lap(phase: u32): void {
  if (timing) tell(phase);
}
