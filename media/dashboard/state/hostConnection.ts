// The page's end of the wire to the host, and what the page remembers of itself over tab switches and restarts.
import type { Channel } from '../../../src/protocol/channel.ts';
import type { FromDashboard, ToDashboard } from '../../../src/protocol/dashboard.ts';
import { initialFilesView, parseFilesView, type FilesViewState } from '../pages/files/filesViewState.ts';
import { initialNeuronsView, parseNeuronsView, type NeuronsViewState } from '../pages/neurons/neuronsViewState.ts';
import { smoothings } from './smoothing.ts';
import { axisUnits, type AxisUnit } from '../charts/horizontalAxis.ts';

/** What the page remembers: how the person looks at the run, never the run itself. */
export interface ViewState {
  readonly scale: AxisUnit;
  /** In the units of the scale's column; undefined: the whole run, growing. */
  readonly zoom: readonly [from: number, to: number] | undefined;
  readonly tab: number;
  /** Steps that the smoothed loss remembers. */
  readonly smoothing: number;
  /** Ids of the runs that are compared with this one, in the order in which they were chosen. */
  readonly runs: readonly string[];
  readonly lens: NeuronsViewState;
  readonly files: FilesViewState;
}

interface VsCodeApi {
  postMessage(message: FromDashboard): void;
  getState(): unknown;
  setState(state: ViewState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const initialView: ViewState = {
  scale: 'elapsedMs',
  zoom: undefined,
  tab: 0,
  smoothing: 60,
  runs: [],
  lens: initialNeuronsView,
  files: initialFilesView,
};
const messageTypes: readonly string[] = [
  'snapshot',
  'event',
  'runs',
  'run',
  'caret',
  'analysis',
  'choices',
] satisfies ToDashboard['type'][];

export interface HostConnection extends Channel<ToDashboard, FromDashboard> {
  /** Stored by each assignment. */
  view: ViewState;
  /** The one listener for a change of the view. */
  onViewChange(changed: () => void): void;
}

export function connectToHost(): HostConnection {
  const api = acquireVsCodeApi();
  let view = parseViewState(api.getState());
  let tell = (): void => undefined;
  return {
    send: (message) => api.postMessage(message),
    receive(listener) {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isMessage(data)) listener(data);
      });
    },
    get view() {
      return view;
    },
    set view(changed) {
      view = changed;
      api.setState(changed);
      tell();
    },
    onViewChange(changed) {
      tell = changed;
    },
  };
}

/** The doorway: only messages of this protocol come in (the editor's own share the window). */
function isMessage(data: unknown): data is ToDashboard {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    messageTypes.includes(data.type)
  );
}

function parseViewState(state: unknown): ViewState {
  if (typeof state !== 'object' || state === null) return initialView;
  const { scale, zoom, tab, smoothing, runs, lens, files } = state as Partial<Record<keyof ViewState, unknown>>;
  const known = axisUnits.find((one) => one === scale);
  const range = Array.isArray(zoom) && zoom.length === 2 && zoom.every(Number.isFinite);
  return {
    scale: known ?? initialView.scale,
    zoom: known && range ? [zoom[0], zoom[1]] : undefined,
    tab: typeof tab === 'number' ? tab : initialView.tab,
    smoothing: smoothings.find((steps) => steps === smoothing) ?? initialView.smoothing,
    runs: Array.isArray(runs) ? runs.filter((id) => typeof id === 'string') : initialView.runs,
    lens: parseNeuronsView(lens),
    files: parseFilesView(files),
  };
}
