// Whose model suggests. While everything is learned again, what was learned before may go on suggesting until the new model is ready,
// or until it must be forgotten.
import type { ContextMixingModel } from '../model/contextMixingModel.ts';

/** Bytes of the tables. Of larger ones, there are never two at the same time. */
const largestKept = 64 * 2 ** 20;

type Owner = { readonly contextMixing: Pick<ContextMixingModel, 'memoryBytes'> };

export interface SuggestingModel<Learning> {
  /** Undefined: nothing is learned yet. */
  readonly current: Learning | undefined;
  /** `keepMs`: so long, at most, the model before goes on suggesting; it takes over at once where there is none. */
  begin(next: Learning, keepMs: number): void;
  /** The model that was begun last suggests from now on. */
  takeOver(): void;
}

/** `now`: in milliseconds. `onChange` gets the model that suggests from now on, and the one before, which is forgotten. */
export function createSuggestingModel<Learning extends Owner>(
  now: () => number,
  onChange: (next: Learning, before: Learning | undefined) => void,
): SuggestingModel<Learning> {
  let current: Learning | undefined;
  let next: Learning | undefined;
  /** When the current one must be forgotten: the earliest time of all that were told. */
  let until = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function takeOver(): void {
    clearTimeout(timer);
    until = Infinity;
    if (!next || next === current) return;
    const before = current;
    current = next;
    onChange(current, before);
  }

  return {
    get current() {
      return current;
    },
    begin: (begun, keepMs) => {
      next = begun;
      const isSmall = [begun, current].every((each) => (each?.contextMixing.memoryBytes ?? 0) <= largestKept);
      until = Math.min(until, now() + keepMs);
      const leftMs = until - now();
      if (!current || !isSmall || leftMs <= 0) return takeOver();
      clearTimeout(timer);
      if (leftMs < Infinity) timer = setTimeout(takeOver, leftMs);
    },
    takeOver,
  };
}
