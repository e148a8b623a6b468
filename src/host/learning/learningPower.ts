// How fast text statistics learn the workspace: at full speed, at a quarter of it on battery, or not while the user has paused it. The
// power source is read only while something is learned.
import type { Disposable, Event } from 'vscode';
import { watchPowerSource, type PowerMode } from '../powerSource.ts';

export interface LearningPowerParts {
  readonly stage: { readonly current: { readonly kind: string }; readonly onChange: Event<void> };
  readonly learning: { readonly isPaused: boolean; setShare(share: number): void };
  readonly isOnBattery: () => Promise<boolean>;
  readonly mode: () => PowerMode;
  readonly everyMs?: number;
}

export interface LearningPower extends Disposable {
  /** By a command: pauses what is being learned, or goes on, also where the battery has paused it. */
  toggle(): void;
}

/** Part of the time in which texts are learned on battery. */
const slowShare = 1 / 4;
const shares: Readonly<Record<PowerMode, number>> = { slow: slowShare, pause: 0, ignore: 1 };

export function watchLearningPower({ stage, learning, isOnBattery, mode, everyMs }: LearningPowerParts): LearningPower {
  /** What the user has chosen, until everything is learned. */
  let chosen: 0 | 1 | undefined;

  const apply = (): void => learning.setShare(chosen ?? (watch.isOnBattery ? shares[mode()] : 1));
  const watch = watchPowerSource(isOnBattery, apply, everyMs);

  function follow(): void {
    const isLearning = stage.current.kind === 'learning';
    if (isLearning) watch.start();
    else if (watch.isOn) {
      watch.stop();
      chosen = undefined;
      learning.setShare(1);
    }
  }

  const subscription = stage.onChange(follow);
  follow();
  return {
    toggle: () => {
      if (!watch.isOn) return;
      chosen = learning.isPaused ? 1 : 0;
      apply();
    },
    dispose: () => {
      watch.dispose();
      subscription.dispose();
    },
  };
}
