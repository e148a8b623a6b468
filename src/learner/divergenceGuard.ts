// Divergence guard: detects an exploding loss and keeps the last good weights for a rollback.
import type { OptimizerState, Trainer } from '../engine/engine.ts';
import { divergence } from './recipe.ts';

/** What a rollback restores. */
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

/** Returns a function that tells whether a step diverged: not a finite number, or a loss far above the running mean. */
export function createDivergenceDetector(): (lossNats: number, gradientNorm: number) => boolean {
  const { maxJumpNats, meanDecay } = divergence;
  let mean: number | undefined;
  return (lossNats, gradientNorm) => {
    if (!Number.isFinite(lossNats) || !Number.isFinite(gradientNorm)) return true;
    if (mean !== undefined && lossNats > mean + maxJumpNats) return true;
    mean = mean === undefined ? lossNats : meanDecay * mean + (1 - meanDecay) * lossNats;
    return false;
  };
}
