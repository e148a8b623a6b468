// The page's connection to the extension host, and the view state that the editor stores for the page.
import type { FromDashboard, ToDashboard } from '../../../src/protocol/dashboard.ts';
import { parseViewState, storedView, type ViewState } from './viewState.ts';

interface VsCodeApi {
  postMessage(message: FromDashboard): void;
  getState(): unknown;
  setState(state: ViewState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** Every type of a message: the compiler reports one that is missing. */
const messageTypes = Object.keys({
  snapshot: true,
  event: true,
  runs: true,
  run: true,
  caret: true,
  resources: true,
  analysis: true,
  choices: true,
  statistics: true,
  learned: true,
} satisfies Record<ToDashboard['type'], true>);

export interface HostConnection {
  send(message: FromDashboard): void;
  /** Sets the one listener for messages. */
  receive(listener: (message: ToDashboard) => void): void;
  readonly view: ViewState;
  /** Stores the change and calls the listener of `onViewChange`. */
  updateView(change: Partial<ViewState>): void;
  /** Sets the one listener for changes of the view state. */
  onViewChange(changed: () => void): void;
}

export function connectToHost(): HostConnection {
  const api = acquireVsCodeApi();
  let view = parseViewState(api.getState());
  let viewChanged = (): void => undefined;
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
    updateView(change) {
      view = { ...view, ...change };
      api.setState(storedView(view));
      viewChanged();
    },
    onViewChange(changed) {
      viewChanged = changed;
    },
  };
}

/** Rejects everything that is no message of this protocol: the editor's own messages arrive at the same window. */
function isMessage(data: unknown): data is ToDashboard {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    messageTypes.includes(data.type)
  );
}
