// The page's end of the wire to the host, and what the page remembers of itself over tab switches and restarts.
import type { Channel } from '../../src/protocol/channel.ts';
import type { FromDashboard, ToDashboard } from '../../src/protocol/dashboard.ts';
import { axes, type Axis } from './curve.ts';

/** What the page remembers: how the person looks at the run, never the run itself. */
export interface ViewState {
  readonly axis: Axis;
  /** In the units of the axis; undefined: the whole run, growing. */
  readonly zoom: readonly [from: number, to: number] | undefined;
  readonly tab: number;
}

interface VsCodeApi {
  postMessage(message: FromDashboard): void;
  getState(): unknown;
  setState(state: ViewState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const initialView: ViewState = { axis: 'elapsedMs', zoom: undefined, tab: 0 };
const messageTypes: readonly string[] = ['snapshot', 'event', 'runs', 'run', 'caret'] satisfies ToDashboard['type'][];

export interface Wire extends Channel<ToDashboard, FromDashboard> {
  /** Stored by each assignment. */
  view: ViewState;
}

export function connect(): Wire {
  const api = acquireVsCodeApi();
  let view = validView(api.getState());
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

function validView(state: unknown): ViewState {
  if (typeof state !== 'object' || state === null) return initialView;
  const { axis, zoom, tab } = state as Partial<Record<keyof ViewState, unknown>>;
  const known = axes.find((one) => one === axis);
  const range = Array.isArray(zoom) && zoom.length === 2 && zoom.every(Number.isFinite);
  return {
    axis: known ?? initialView.axis,
    zoom: known && range ? [zoom[0], zoom[1]] : undefined,
    tab: typeof tab === 'number' ? tab : initialView.tab,
  };
}
