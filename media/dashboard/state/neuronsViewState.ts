// The part of the view state that belongs to the Neurons page.
import { cellGates, type CellGate } from '../../../src/protocol/learner.ts';

/** What colors the text: the unit, one of its gates, or the attribution of a character. */
export type ColorMode = 'unit' | CellGate | 'attribution';
export const colorModes: readonly ColorMode[] = ['unit', ...cellGates, 'attribution'];

export interface NeuronsViewState {
  /** Undefined: the unit with the strongest name. */
  readonly unit: number | undefined;
  readonly mode: ColorMode;
  /** Whether the list shows all units, or only units with a name. */
  readonly all: boolean;
  /** The text to find units for. */
  readonly find: string;
}

export const initialNeuronsView: NeuronsViewState = { unit: undefined, mode: 'unit', all: false, find: '' };

/** Replaces each invalid part of the stored state by its initial value. */
export function parseNeuronsView(stored: unknown): NeuronsViewState {
  if (typeof stored !== 'object' || stored === null) return initialNeuronsView;
  const { unit, mode, all, find } = stored as Partial<Record<keyof NeuronsViewState, unknown>>;
  return {
    unit: typeof unit === 'number' && Number.isInteger(unit) && unit >= 0 ? unit : undefined,
    mode: colorModes.find((one) => one === mode) ?? initialNeuronsView.mode,
    all: all === true,
    find: typeof find === 'string' ? find : '',
  };
}
