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

/**
 * Whether a step diverged: not a finite number, or a loss far above `meanNats`, the running mean, which is undefined before the first
 * step.
 */
export function isDivergedStep(meanNats: number | undefined, lossNats: number, gradientNorm: number): boolean {
  if (!Number.isFinite(lossNats) || !Number.isFinite(gradientNorm)) return true;
  return meanNats !== undefined && lossNats > meanNats + divergence.maxJumpNats;
}

export function nextMean(meanNats: number | undefined, lossNats: number): number {
  const { meanDecay } = divergence;
  return meanNats === undefined ? lossNats : meanDecay * meanNats + (1 - meanDecay) * lossNats;
}
