// Notices an exploding loss, and keeps the weights to go back to.
import type { OptimizerState, Trainer } from '../engine/engine.ts';

export interface TrainerSnapshot {
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerState;
}

export function takeSnapshot(trainer: Trainer): TrainerSnapshot {
  return { parameters: trainer.readParameters(), optimizer: trainer.readOptimizer() };
}

export function restoreSnapshot(trainer: Trainer, { parameters, optimizer }: TrainerSnapshot): void {
  trainer.writeParameters(parameters);
  trainer.writeOptimizer(optimizer);
  trainer.resetState();
}

/** How far above its running mean a loss may jump, in nats a character; ordinary noise between batches is below 0.5. */
const maxJumpNats = 1.5;
const meanDecay = 0.95;

/** Says of each step whether it exploded: not a number, or a loss far above the running mean. */
export function createDivergenceDetector(): (lossNats: number, gradientNorm: number) => boolean {
  let mean: number | undefined;
  return (lossNats, gradientNorm) => {
    if (!Number.isFinite(lossNats) || !Number.isFinite(gradientNorm)) return true;
    if (mean !== undefined && lossNats > mean + maxJumpNats) return true;
    mean = mean === undefined ? lossNats : meanDecay * mean + (1 - meanDecay) * lossNats;
    return false;
  };
}
