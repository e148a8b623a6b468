// Context keys: package.json enables commands and keys by them.
import { commands } from 'vscode';
import { section } from './setting.ts';

/** `name`: without the prefix `hiddenState.`. */
export function setContext(name: string, value: unknown): void {
  void commands.executeCommand('setContext', `${section}.${name}`, value);
}
