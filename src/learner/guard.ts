// Notices an exploding loss, and keeps the weights to go back to.
import type { OptimizerState, Trainer } from '../engine/engine.ts';

export interface SafePoint {
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerState;
}

export function safePoint(trainer: Trainer): SafePoint {
  return { parameters: trainer.readParameters(), optimizer: trainer.readOptimizer() };
}

export function restore(trainer: Trainer, { parameters, optimizer }: SafePoint): void {
  trainer.writeParameters(parameters);
  trainer.writeOptimizer(optimizer);
  trainer.resetState();
}

/** How far above its running mean a loss may jump, in nats a character; ordinary noise between batches is below 0.5. */
const jumpNats = 1.5;
const memory = 0.95;

/** Says of each step whether it exploded: not a number, or a loss far above the running mean. */
export function explosionDetector(): (lossNats: number, gradientNorm: number) => boolean {
  let mean: number | undefined;
  return (lossNats, gradientNorm) => {
    if (!Number.isFinite(lossNats) || !Number.isFinite(gradientNorm)) return true;
    if (mean !== undefined && lossNats > mean + jumpNats) return true;
    mean = mean === undefined ? lossNats : memory * mean + (1 - memory) * lossNats;
    return false;
  };
}
