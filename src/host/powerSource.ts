// Whether the computer runs on its battery: from the files of the Linux kernel. Elsewhere it is not known, because the extension starts no
// program but its own.
import { readdir, readFile } from 'node:fs/promises';
import type { Disposable } from 'vscode';

/** What the user wants on battery: `training.onBattery`. */
export type PowerMode = 'slow' | 'pause' | 'ignore';

export interface PowerSystem {
  readonly platform: NodeJS.Platform;
  /** Names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  read(file: string): Promise<string>;
}

export const thisSystem: PowerSystem = {
  platform: process.platform,
  list: (folder) => readdir(folder),
  read: (file) => readFile(file, 'utf8'),
};

const supplies = '/sys/class/power_supply';

/** False where it cannot be known, or the computer has no battery. Never rejects. */
export async function isOnBattery({ platform, list, read }: PowerSystem): Promise<boolean> {
  if (platform !== 'linux') return false;
  const value = (name: string, key: string): Promise<string> =>
    read(`${supplies}/${name}/${key}`).then(
      (text) => text.trim(),
      () => '',
    );
  // A system may be without these files.
  const names = await list(supplies).catch(() => []);
  const rows = await Promise.all(
    names.map((name) => Promise.all([value(name, 'type'), value(name, 'scope'), value(name, 'status')])),
  );
  // Batteries of mice and keyboards have the scope `Device`.
  return rows.some(([type, scope, status]) => type === 'Battery' && scope !== 'Device' && status === 'Discharging');
}

const minuteMs = 60_000;

export interface PowerWatch extends Disposable {
  readonly isOn: boolean;
  /** As read last. */
  readonly isOnBattery: boolean;
  start(): void;
  stop(): void;
}

/** While it is on, reads the power source at once and then every `everyMs` (default: once a minute), and calls `onRead`. */
export function watchPowerSource(read: () => Promise<boolean>, onRead: () => void, everyMs = minuteMs): PowerWatch {
  let timer: NodeJS.Timeout | undefined;
  let isOnBattery = false;

  async function readNow(): Promise<void> {
    const own = timer;
    const found = await read();
    if (own !== timer) return;
    isOnBattery = found;
    onRead();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    get isOn() {
      return timer !== undefined;
    },
    get isOnBattery() {
      return isOnBattery;
    },
    start: () => {
      if (timer) return;
      timer = setInterval(() => void readNow(), everyMs);
      void readNow();
    },
    stop,
    dispose: stop,
  };
}
