// Saves the battery: a training that runs on it pauses or uses one core, as the setting says, and one that the user did not start waits.
// The power source is read only while something depends on it.
import type { Disposable, Event } from 'vscode';
import { isRunning, type RunState, type RunStatus } from '../../protocol/runState.ts';
import { watchPowerSource, type PowerMode } from '../powerSource.ts';

export interface PowerParts {
  readonly session: {
    readonly state: RunState;
    readonly onStatus: Event<RunState>;
    pause(): void;
    resume(): void;
    setWorkShare(share: number): void;
  };
  readonly isOnBattery: () => Promise<boolean>;
  readonly mode: () => PowerMode;
  /** Cores that a training uses. */
  readonly threads: () => number;
  /** A training that was running pauses, or goes on. */
  readonly tell: (change: 'paused' | 'resumed') => void;
  readonly everyMs?: number;
}

export interface TrainingPower extends Disposable {
  /** Whether a training that the user did not start should wait. */
  mustWait(): Promise<boolean>;
  /** By a command, where the power source cannot be known. Returns whether trainings of this window use one core now. */
  toggleOneCore(): boolean;
}

export function watchTrainingPower({ session, isOnBattery, mode, threads, tell, everyMs }: PowerParts): TrainingPower {
  let status: RunStatus = session.state.status;
  let isOneCore = false;
  /** The training was paused here because of the battery, and was not resumed since. */
  let isPaused = false;
  /** The user has resumed a training that was paused here: it goes on until the power source changes. */
  let isWanted = false;

  function apply(): void {
    const now = session.state.status;
    const { isOnBattery } = watch;
    if (!isOnBattery) isWanted = false;
    if (isOnBattery && mode() === 'pause' && now === 'training' && !isWanted && !isPaused) {
      isPaused = true;
      session.pause();
      tell('paused');
    } else if (isPaused && (!isOnBattery || mode() !== 'pause') && now === 'paused') {
      isPaused = false;
      session.resume();
      tell('resumed');
    }
    const isSlow = isOneCore || (isOnBattery && mode() === 'slow');
    session.setWorkShare(isSlow ? 1 / threads() : 1);
  }

  const watch = watchPowerSource(isOnBattery, apply, everyMs);

  function follow(state: RunState): void {
    const before = status;
    status = state.status;
    if (before === 'paused' && status === 'training' && isPaused) [isPaused, isWanted] = [false, true];
    if (!isRunning(state)) {
      watch.stop();
      isPaused = isWanted = false;
    } else if (status === 'training') watch.start();
  }

  const subscription = session.onStatus(follow);
  return {
    mustWait: async () => mode() !== 'ignore' && (await isOnBattery()),
    toggleOneCore: () => {
      isOneCore = !isOneCore;
      if (isRunning(session.state)) apply();
      return isOneCore;
    },
    dispose: () => {
      watch.dispose();
      subscription.dispose();
    },
  };
}
