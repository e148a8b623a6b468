// The baselines that the dashboard compares the network with. The quick ones are computed at once, those of context mixing in a
// thread beside the training.
import type { Baseline, LearnerEvent } from '../protocol/learner.ts';
import { baselines, baselineTexts } from './baselines.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import { evaluation } from './recipe.ts';
import type { StartBaselines } from './startBaselineThread.ts';

export interface ComparisonState {
  readonly corpus: PreparedCorpus;
  /** The network before its first step; undefined if it started from scratch. */
  readonly start: Baseline | undefined;
  /** When the slow baselines may start, on the learner's clock. */
  readonly slowDueAt: number;
  /** Undefined until the dashboard is open. */
  quick: readonly Baseline[] | undefined;
  /** Stops the thread of the slow baselines; undefined until it starts. */
  stopSlow: (() => void) | undefined;
}

export function createComparison(
  corpus: PreparedCorpus,
  { start, slowDueAt }: Pick<ComparisonState, 'start' | 'slowDueAt'>,
): ComparisonState {
  return { corpus, start, slowDueAt, quick: undefined, stopSlow: undefined };
}

/** Emits the quick baselines once. Starts the slow ones once, if there is a thread for them and the network was evaluated. */
export function compareIfDue(
  state: ComparisonState,
  { evaluated, now }: { readonly evaluated: boolean; readonly now: number },
  startSlow: StartBaselines | undefined,
  emit: (event: LearnerEvent) => void,
): void {
  const { scoredCharacters } = evaluation;
  if (!state.quick) {
    state.quick = [...baselines(state.corpus, scoredCharacters), ...(state.start ? [state.start] : [])];
    emit({ type: 'baselines', baselines: state.quick });
  }
  const { quick } = state;
  if (state.stopSlow || !startSlow || !evaluated || now < state.slowDueAt) return;
  state.stopSlow = startSlow(baselineTexts(state.corpus, scoredCharacters), (slow) => {
    emit({ type: 'baselines', baselines: [...quick, ...slow] });
  });
}
