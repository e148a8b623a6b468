// Follows another window of the workspace: this one says that it trains, and uses the network that it has stored when its training has
// ended, or when it has made another network the active one.
import type { Disposable } from 'vscode';
import { createQueue } from '../../processes/queue.ts';
import { loadActive, type ActiveParts } from './restore.ts';
import type { RunHistory } from './runHistory.ts';
import type { TrainingSession } from './session.ts';

/** While another window trains: the files of its model are not watched. */
const everyMs = 3000;

export interface OtherWindowParts extends ActiveParts {
  readonly session: TrainingSession;
  readonly history: Pick<RunHistory, 'isChangedElsewhere' | 'showStored'>;
  /** Drops what the dashboard and the editor show of the weights. */
  forgetAnalyses(): void;
}

export interface OtherWindow extends Disposable {
  /** Looks what another window does: at the start, and when the state of the workspace has changed. */
  look(): Promise<void>;
}

export function watchOtherWindow(parts: OtherWindowParts, warn: (error: unknown) => void): OtherWindow {
  const { session, store, history, earlierModel, forgetAnalyses } = parts;
  const inOrder = createQueue();
  let timer: NodeJS.Timeout | undefined;

  async function lookNow(): Promise<void> {
    clearTimeout(timer);
    const isChanged = await history.isChangedElsewhere();
    const { trainsElsewhere } = session.state;
    const isTraining = !session.isRunning && (await store.isTrainingElsewhere());
    session.setTrainsElsewhere(isTraining);
    if (isTraining) timer = setTimeout(() => void look(), everyMs);
    else if ((isChanged || trainsElsewhere) && !session.isRunning) await useStored();
  }

  async function useStored(): Promise<void> {
    forgetAnalyses();
    await earlierModel.restore();
    await history.showStored();
    await loadActive(parts);
  }

  const look = (): Promise<void> => inOrder(() => lookNow().catch(warn));
  return { look, dispose: () => clearTimeout(timer) };
}
