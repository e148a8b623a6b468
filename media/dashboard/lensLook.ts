// How somebody looks through the lens: what of it the page remembers over a restart.
import type { GateName } from '../../src/protocol/learner.ts';

/** What colours the text: the unit, one of its gates, or what mattered for a character. */
export type LensMode = 'unit' | GateName | 'looking back';
export const lensModes: readonly LensMode[] = ['unit', 'reset', 'update', 'input', 'forget', 'output', 'looking back'];

export interface LensLook {
  /** Undefined: the one with the strongest name. */
  readonly unit: number | undefined;
  readonly mode: LensMode;
  /** All units are listed, not only those with a name. */
  readonly all: boolean;
  /** The text whose units are looked for. */
  readonly find: string;
}

export const firstLook: LensLook = { unit: undefined, mode: 'unit', all: false, find: '' };

/** Of whatever was remembered. */
export function validLook(state: unknown): LensLook {
  if (typeof state !== 'object' || state === null) return firstLook;
  const { unit, mode, all, find } = state as Partial<Record<keyof LensLook, unknown>>;
  return {
    unit: typeof unit === 'number' && Number.isInteger(unit) && unit >= 0 ? unit : undefined,
    mode: lensModes.find((one) => one === mode) ?? firstLook.mode,
    all: all === true,
    find: typeof find === 'string' ? find : '',
  };
}
