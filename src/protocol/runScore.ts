// The result of a run: its best evaluation, and the held-out bits per character that stand for the network.
import type { HeldOutPoint } from './learner.ts';
import type { RunState } from './runState.ts';
import { itemsOf } from './series.ts';

/** The evaluation with the lowest held-out loss. Its weights are saved. */
export function bestEvaluation({ heldOut }: Pick<RunState, 'heldOut'>): HeldOutPoint | undefined {
  return itemsOf(heldOut).findLast(({ best }) => best);
}

/**
 * Held-out bits per character to show: the final value if there is one, otherwise the lowest. Of a network without a run: as it
 * was stored with it.
 */
export function heldOutBits(run: Pick<RunState, 'heldOut' | 'finalBits' | 'networkWithoutRun'>): number | undefined {
  return run.finalBits ?? bestEvaluation(run)?.bitsPerChar ?? run.networkWithoutRun?.bitsPerChar;
}

/** Whether the final value was measured on more held-out text than the points of the curve, so that it differs from them. */
export function isMeasuredOnMore(run: Pick<RunState, 'heldOut' | 'finalBits' | 'networkWithoutRun'>): boolean {
  const [bits, best] = [heldOutBits(run), bestEvaluation(run)];
  return bits !== undefined && best !== undefined && bits !== best.bitsPerChar;
}
