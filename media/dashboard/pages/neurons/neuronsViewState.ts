// How somebody looks through the lens: what of it the page remembers over a restart.
import type { GateName } from '../../../../src/protocol/learner.ts';

/** What colours the text: the unit, one of its gates, or what mattered for a character. */
export type ColorMode = 'unit' | GateName | 'looking back';
export const colorModes: readonly ColorMode[] = [
  'unit',
  'reset',
  'update',
  'input',
  'forget',
  'output',
  'looking back',
];

export interface NeuronsViewState {
  /** Undefined: the one with the strongest name. */
  readonly unit: number | undefined;
  readonly mode: ColorMode;
  /** All units are listed, not only those with a name. */
  readonly all: boolean;
  /** The text whose units are looked for. */
  readonly find: string;
}

export const initialNeuronsView: NeuronsViewState = { unit: undefined, mode: 'unit', all: false, find: '' };

/** Of whatever was remembered. */
export function parseNeuronsView(state: unknown): NeuronsViewState {
  if (typeof state !== 'object' || state === null) return initialNeuronsView;
  const { unit, mode, all, find } = state as Partial<Record<keyof NeuronsViewState, unknown>>;
  return {
    unit: typeof unit === 'number' && Number.isInteger(unit) && unit >= 0 ? unit : undefined,
    mode: colorModes.find((one) => one === mode) ?? initialNeuronsView.mode,
    all: all === true,
    find: typeof find === 'string' ? find : '',
  };
}
