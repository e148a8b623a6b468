// What tests of next edits do: the user's edit that is repeated, and the way to the places that are offered.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Selection, window, type TextDocument, type TextEditor } from 'vscode';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { openText, typeKeys } from './documents.ts';
import { parts, restoreSettings, until } from './extensionHost.ts';
import { closeEditors, withoutNotebookThread } from './suite.ts';

/** Other names in each test, because rules live for a minute. `text`: a document with three places. */
export let old = '';
export let changed = '';
export let text = '';
let count = 0;

/** The hooks of a suite, and how its names begin. */
export function repeatEdits(from: string, to: string): void {
  withoutNotebookThread();
  before(async () => {
    (await parts()).predictor.learn([{ path: 'next-edits.txt', text: 'Nine herons wait beside the lock.\n' }]);
  });
  after(async () => (await parts()).predictor.forget());

  beforeEach(async () => {
    chooseNames(`${from}${count}`, `${to}${count++}`);
    const { state, estimates } = await parts();
    await state.update('nextEditThresholds', undefined);
    // Tests type without pauses. To such a user, few offers are worth their time.
    estimates.reset();
  });
  afterEach(async () => {
    await commands.executeCommand('hiddenState.endSnooze');
    await restoreSettings();
    await closeEditors();
  });
}

export function chooseNames(before: string, after: string): void {
  [old, changed] = [before, after];
  text = ['a', 'b', 'c'].map((name) => `${name} = load(${old})\n`).join('');
}

export const offered = async (): Promise<string | undefined> => (await parts()).nextEdits.shown?.offer.old;

export async function open(content = text, language = 'python'): Promise<TextEditor> {
  const editor = await openText(`|${content}`, language);
  await until(() => window.activeTextEditor === editor);
  return editor;
}

/** Replaces the first occurrence as a user does: selects it and types. */
export async function replaceFirst(editor: TextEditor): Promise<void> {
  const at = editor.document.getText().indexOf(old);
  const [start, end] = [editor.document.positionAt(at), editor.document.positionAt(at + old.length)];
  editor.selection = new Selection(start, end);
  await typeKeys(changed);
}

export const textOf = ({ document }: TextEditor): string => document.getText().replaceAll('\r\n', '\n');

export async function example(content = text): Promise<TextEditor> {
  const editor = await open(content);
  await replaceFirst(editor);
  await untilOffer();
  return editor;
}

/** The offers in the editor, which has three places. */
export async function acceptAll(before: string, editor: TextEditor): Promise<void> {
  const after = before.replaceAll(old, changed);
  await until(async () => {
    if (textOf(editor) === after) return true;
    await commands.executeCommand('hiddenState.acceptNextEdit');
    // A cell of a notebook gets the focus a moment later.
    await sleep(200);
    return false;
  });
}

export async function untilArrived(document: TextDocument): Promise<void> {
  const { nextEdits } = await parts();
  await until(() => {
    const editor = window.activeTextEditor;
    return editor?.document === document && document.offsetAt(editor.selection.active) === nextEdits.shown?.offer.start;
  });
}

export async function untilOffer(): Promise<void> {
  await until(async () => (await offered()) !== undefined);
}

export async function assertNoOffer(): Promise<void> {
  await sleep(3 * pauseMs);
  assert.equal(await offered(), undefined);
}
