// The score of a network: held-out bits per character of the weights that are saved. Every place that shows it reads it here: header,
// legend, table of runs, status bar and status view.
import type { NetworkFacts } from '../model/network/networkFacts.ts';
import type { HeldOutPoint } from './learner.ts';
import { isRunning, type RunState } from './runState.ts';
import { itemsOf } from './series.ts';

/** The evaluation with the lowest held-out loss of the newest training. Its weights are saved. */
export function bestEvaluation({ heldOut }: Pick<RunState, 'heldOut'>): HeldOutPoint | undefined {
  return itemsOf(heldOut).findLast(({ best }) => best);
}

/** Stored evaluations are rounded to fewer digits. */
const roundingError = 1e-4;

/**
 * The score of the saved network of an interrupted training. The training may have measured it, on a text that has changed since its file
 * was written.
 */
export function savedScore(
  { heldOut }: Pick<RunState, 'heldOut'>,
  { bitsPerChar, training }: Pick<NetworkFacts, 'bitsPerChar' | 'training'>,
): number | undefined {
  const measured = itemsOf(heldOut).findLast(({ characters }) => characters === training?.characters);
  if (!measured || bitsPerChar === undefined) return measured?.bitsPerChar ?? bitsPerChar;
  return Math.abs(measured.bitsPerChar - bitsPerChar) < roundingError ? bitsPerChar : measured.bitsPerChar;
}

/**
 * Bits per character to show. `loaded`: of the network that makes suggestions, for a window that shows no run. During a training, its own
 * first evaluation is awaited.
 */
export function shownBits(run: Pick<RunState, 'score' | 'status'>, loaded?: number): number | undefined {
  return run.score ?? (isRunning(run) ? undefined : loaded);
}

/**
 * A network hesitates between 2^bits characters. Fewer than this many are not rounded to a whole number: “1” would say that it never errs.
 */
export const fewestWhole = 2.95;

/** Whether a training ended without a result, because the editor or the machine stopped. */
export function isInterrupted({ status, endReason }: Pick<RunState, 'status' | 'endReason'>): boolean {
  return status === 'ended' && endReason === undefined;
}
