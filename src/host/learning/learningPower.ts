// How fast text statistics learn the workspace: at full speed, at a quarter of it on battery, or not while the user has paused it. The
// power source is read once a minute, and only while something is learned.
import type { Disposable, Event } from 'vscode';
import type { PowerMode, PowerSource } from '../powerSource.ts';

export interface LearningPowerParts {
  readonly stage: { readonly current: { readonly kind: string }; readonly onChange: Event<void> };
  readonly predictor: { readonly isLearningPaused: boolean; setLearningShare(share: number): void };
  readonly read: () => Promise<PowerSource | undefined>;
  readonly mode: () => PowerMode;
  readonly everyMs?: number;
}

export interface LearningPower extends Disposable {
  /** By a command: pauses what is being learned, or goes on, also where the battery has paused it. */
  toggle(): void;
}

const minuteMs = 60_000;
/** Part of the time in which texts are learned on battery. */
const slowShare = 1 / 4;
const shares: Readonly<Record<PowerMode, number>> = { slow: slowShare, pause: 0, ignore: 1 };

export function watchLearningPower({ stage, predictor, read, mode, ...options }: LearningPowerParts): LearningPower {
  const { everyMs = minuteMs } = options;
  let source: PowerSource | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** What the user has chosen, until everything is learned. */
  let chosen: 0 | 1 | undefined;

  const apply = (): void => predictor.setLearningShare(chosen ?? (source === 'battery' ? shares[mode()] : 1));

  async function readAndApply(): Promise<void> {
    source = await read();
    apply();
  }

  function follow(): void {
    const isLearning = stage.current.kind === 'learning';
    if (isLearning && !timer) {
      timer = setInterval(() => void readAndApply(), everyMs);
      void readAndApply();
    } else if (!isLearning && timer) {
      clearInterval(timer);
      timer = chosen = source = undefined;
      apply();
    }
  }

  const subscription = stage.onChange(follow);
  follow();
  return {
    toggle: () => {
      if (!timer) return;
      chosen = predictor.isLearningPaused ? 1 : 0;
      apply();
    },
    dispose: () => {
      clearInterval(timer);
      subscription.dispose();
    },
  };
}
