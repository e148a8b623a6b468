// Whether the computer runs on its battery: from the files of the Linux kernel. Elsewhere it is not known, because the extension starts no
// program but its own.
import { readdir, readFile } from 'node:fs/promises';
import type { Disposable } from 'vscode';

/** What the user wants on battery: `training.onBattery`. */
export type PowerMode = 'slow' | 'pause' | 'ignore';
export type PowerSource = 'battery' | 'mains';

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

/** Undefined: it cannot be known, or the computer has no battery. Never rejects. */
export async function powerSource(system: PowerSystem): Promise<PowerSource | undefined> {
  try {
    return system.platform === 'linux' ? await fromKernel(system) : undefined;
  } catch {
    // A system without these files.
    return undefined;
  }
}

/** Batteries of mice and keyboards have the scope `Device`. */
async function fromKernel({ list, read }: PowerSystem): Promise<PowerSource | undefined> {
  const value = (name: string, key: string): Promise<string> =>
    read(`${supplies}/${name}/${key}`).then(
      (text) => text.trim(),
      () => '',
    );
  const names = await list(supplies);
  const rows = await Promise.all(
    names.map((name) => Promise.all([value(name, 'type'), value(name, 'scope'), value(name, 'status')])),
  );
  const batteries = rows.filter(([type, scope]) => type === 'Battery' && scope !== 'Device');
  if (batteries.length === 0) return undefined;
  return batteries.some(([, , status]) => status === 'Discharging') ? 'battery' : 'mains';
}

const minuteMs = 60_000;

export interface PowerWatch extends Disposable {
  readonly isOn: boolean;
  start(): void;
  stop(): void;
}

/** While it is on, reads the power source at once and then every `everyMs` (default: once a minute), and passes on what it reads. */
export function watchPowerSource(
  read: () => Promise<PowerSource | undefined>,
  onRead: (source: PowerSource | undefined) => void,
  everyMs = minuteMs,
): PowerWatch {
  let timer: NodeJS.Timeout | undefined;

  async function readNow(): Promise<void> {
    const own = timer;
    const source = await read();
    if (own === timer) onRead(source);
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    get isOn() {
      return timer !== undefined;
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
