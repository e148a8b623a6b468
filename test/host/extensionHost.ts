// What the suites in the editor share: the extension's own parts, quick settings, a folder for scratch, and waiting.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, extensions, Uri, workspace, type Disposable, type Event } from 'vscode';
import type { ExtensionParts } from '../../src/host/commands.ts';
import { startWorker, type Link } from '../../src/host/processes/link.ts';
import type { TrainingSession } from '../../src/host/training/session.ts';
import type { RunState, RunStatus } from '../../src/protocol/runState.ts';

export const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state')!;

/** The extension's own objects, which `activate` returns in the editor's test mode. */
export async function parts(): Promise<ExtensionParts> {
  const activated = await extension.activate();
  assert.ok(activated, 'the editor runs in test mode');
  return activated;
}

const touched = new Set<string>();

/** Settings by their keys without the section, until `restoreSettings`. */
export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    touched.add(key);
    await workspace.getConfiguration('hiddenState').update(key, value, ConfigurationTarget.Global);
  }
}

export async function restoreSettings(): Promise<void> {
  await configure(Object.fromEntries([...touched].map((key) => [key, undefined])));
  touched.clear();
}

/** A network that is trained in five seconds. */
export const small = {
  'training.hidden': 48,
  'training.streams': 8,
  'training.sequenceLength': 32,
  'training.seconds': 5,
  'training.threads': 1,
};

/** For what takes a moment where nothing else goes on. */
const patienceMs = 120_000;

/** The first state, now or later, for which the test holds. */
export function statusWhere(session: TrainingSession, holds: (state: RunState) => boolean): Promise<RunState> {
  return holds(session.state) ? Promise.resolve(session.state) : next(session.onStatus, holds);
}

export const reached = (session: TrainingSession, status: RunStatus): Promise<RunState> =>
  statusWhere(session, (now) => now.status === status);

/** The next event for which the test holds. */
export function next<T>(event: Event<T>, holds: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve, reject) => {
    const heard: T[] = [];
    const done = (then: () => void): void => {
      clearTimeout(timer);
      subscription.dispose();
      then();
    };
    const timer = setTimeout(
      () =>
        done(() => reject(new Error(`not within ${patienceMs / 1000} s; heard ${JSON.stringify(heard.slice(-5))}`))),
      patienceMs,
    );
    const subscription: Disposable = event((value) => {
      heard.push(value);
      if (holds(value)) done(() => resolve(value));
    });
  });
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds());) {
    assert.ok(Date.now() < end, `not within ${patienceMs / 1000} s: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A folder on disk, gone after the test's suite. */
export function scratchFolder(): { readonly path: string; readonly uri: Uri; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hidden-state-host-'));
  return { path, uri: Uri.file(path), remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const program = (name: string): string => Uri.joinPath(extension.extensionUri, 'dist', name).fsPath;

/** The real worker, but its thread ends with exit code 7 when `end` is called. */
export function mortalWorker<In, Out>(name: string, folder: string): { start(): Link<In, Out>; end(): void } {
  const file = join(folder, `mortal-${name}`);
  const sign = join(folder, `end-${name}`);
  const real = Uri.file(program(name)).toString();
  const watch = `setInterval(() => existsSync(${JSON.stringify(sign)}) && process.exit(7), 20);`;
  writeFileSync(file, `import { existsSync } from 'node:fs';\n${watch}\nawait import(${JSON.stringify(real)});\n`);
  return { start: () => startWorker<In, Out>(file, 'mortal'), end: () => writeFileSync(sign, '') };
}
