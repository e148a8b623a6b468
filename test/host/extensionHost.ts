// Shared by the suites that run in the editor: the extension's parts, paths in the workspace, settings, and waiting for events and states.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationTarget, extensions, Uri, workspace, type Disposable, type Event } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import type { TrainingSession } from '../../src/host/training/session.ts';
import type { RunState, RunStatus } from '../../src/protocol/runState.ts';
import { holdsWithin } from '../holdsWithin.ts';

export const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state')!;

/** The extension's own objects, which `activate` returns in the editor's test mode. */
export async function parts(): Promise<ExtensionParts> {
  const activated = await extension.activate();
  assert.ok(activated, 'the editor runs in test mode');
  return activated;
}

/** The open folder. */
export const root = workspace.workspaceFolders![0]!;
/** The path of a file in it, on the disk. */
export const at = (name: string): string => join(root.uri.fsPath, name);
/** The path of a file in it, as the models know it. */
export const pathOf = (name: string): string => `${root.name}/${name}`;

/** The user's values before a change, by key. */
const earlierValues = new Map<string, unknown>();

/** Changes settings, given by their keys without `hiddenState.`, until `restoreSettings` is called. */
export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const section = workspace.getConfiguration('hiddenState');
    if (!earlierValues.has(key)) earlierValues.set(key, section.inspect(key)?.globalValue);
    await section.update(key, value, ConfigurationTarget.Global);
  }
}

export async function restoreSettings(): Promise<void> {
  await configure(Object.fromEntries(earlierValues));
  earlierValues.clear();
}

/** For things that take a moment on an idle machine. */
const timeoutMs = 120_000;

/** The first state, now or later, for which the test holds. */
export function untilState(session: TrainingSession, holds: (state: RunState) => boolean): Promise<RunState> {
  return holds(session.state) ? Promise.resolve(session.state) : nextEvent(session.onStatus, holds);
}

export const untilStatus = (session: TrainingSession, status: RunStatus): Promise<RunState> =>
  untilState(session, (now) => now.status === status);

/** The next event for which the test holds. */
export function nextEvent<T>(event: Event<T>, holds: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve, reject) => {
    const values: T[] = [];
    const done = (then: () => void): void => {
      clearTimeout(timer);
      subscription.dispose();
      then();
    };
    const timer = setTimeout(
      () => done(() => reject(new Error(`not within ${timeoutMs / 1000} s; received ${shortened(values.slice(-5))}`))),
      timeoutMs,
    );
    const subscription: Disposable = event((value) => {
      values.push(value);
      if (holds(value)) done(() => resolve(value));
    });
  });
}

/** For the predictor to learn, between two requests: they come first. */
export const learnMs = 400;

export async function until(holds: () => boolean | Promise<boolean>, everyMs?: number): Promise<void> {
  assert.ok(await holdsWithin(timeoutMs, holds, everyMs), `not within ${timeoutMs / 1000} s: ${holds.toString()}`);
}

/** For large files: `assert.deepEqual` takes gigabytes of memory to describe their difference. */
export function assertSameBytes(actual: Uint8Array | undefined, expected: Uint8Array | undefined): void {
  assert.ok(actual && expected && Buffer.compare(actual, expected) === 0, 'the bytes differ');
}

export const program = (name: string): string => Uri.joinPath(extension.extensionUri, 'dist', name).fsPath;

/** A copy of a bundle that runs `action`, a line of JavaScript, when `trigger` is called. */
export function sabotaged(name: string, folder: string, action: string): { readonly file: string; trigger(): void } {
  const prefix = action.replace(/\W+/gu, '-');
  const file = join(folder, `${prefix}-${name}`);
  const sign = join(folder, `${prefix}-${name}.sign`);
  const bundle = Uri.file(program(name)).toString();
  const watch = `setInterval(() => { if (existsSync(${JSON.stringify(sign)})) ${action} }, 20);`;
  writeFileSync(file, `import { existsSync } from 'node:fs';\n${watch}\nawait import(${JSON.stringify(bundle)});\n`);
  return { file, trigger: () => writeFileSync(sign, '') };
}

const longestMessage = 2000;

function shortened(values: readonly unknown[]): string {
  const text = JSON.stringify(values);
  return text.length > longestMessage ? `${text.slice(0, longestMessage)} …` : text;
}
