// What the page remembers about the user's view of the run across tab switches and restarts. It never contains the run itself.
import { axisUnits, type AxisUnit } from './axis.ts';
import { initialFilesView, parseFilesView, type FilesViewState } from './filesViewState.ts';
import { initialNeuronsView, parseNeuronsView, type NeuronsViewState } from './neuronsViewState.ts';
import { smoothings } from './smoothing.ts';

export interface ViewState {
  /** Name of the open page. */
  readonly page: string;
  readonly axisUnit: AxisUnit;
  /** In values of the axis. Undefined: the whole run, which grows. */
  readonly zoom: readonly [from: number, to: number] | undefined;
  /** Window of the smoothed loss, in steps. */
  readonly smoothing: number;
  /** Ids of the compared runs, in the order of selection. */
  readonly runs: readonly string[];
  readonly neurons: NeuronsViewState;
  readonly files: FilesViewState;
}

const initialView: ViewState = {
  page: 'overview',
  axisUnit: 'elapsedMs',
  zoom: undefined,
  smoothing: 60,
  runs: [],
  neurons: initialNeuronsView,
  files: initialFilesView,
};

/** Replaces each invalid part of the stored state by its initial value. */
export function parseViewState(stored: unknown): ViewState {
  if (typeof stored !== 'object' || stored === null) return initialView;
  const { page, axisUnit, zoom, smoothing, runs, neurons, files } = stored as Partial<Record<keyof ViewState, unknown>>;
  const knownUnit = axisUnits.find((one) => one === axisUnit);
  const isRange = Array.isArray(zoom) && zoom.length === 2 && zoom.every(Number.isFinite);
  return {
    page: typeof page === 'string' ? page : initialView.page,
    axisUnit: knownUnit ?? initialView.axisUnit,
    zoom: knownUnit && isRange ? [zoom[0], zoom[1]] : undefined,
    smoothing: smoothings.find((steps) => steps === smoothing) ?? initialView.smoothing,
    runs: Array.isArray(runs) ? runs.filter((id) => typeof id === 'string') : initialView.runs,
    neurons: parseNeuronsView(neurons),
    files: parseFilesView(files),
  };
}

/** What the editor stores of it: not the texts that the user searched for, which may be text of a file. */
export function storedView(view: ViewState): ViewState {
  return { ...view, neurons: { ...view.neurons, find: '' }, files: { ...view.files, find: '' } };
}
