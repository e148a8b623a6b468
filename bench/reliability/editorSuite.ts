// Runs in the extension host: the longest turn while adversarial workspaces are read and their files are edited, and how long masking of
// adversarial text holds up an answer.
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, extensions, Position, Selection, window, workspace } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { MaskingProgram } from '../../src/masker/maskingProgram.ts';
import { createTypedTextMask, typedTextDeadlineMs } from '../../src/masker/typedText.ts';
import { startThread } from '../../src/processes/program.ts';
import { workspaceKinds, writeAdversarialWorkspace } from './adversarialFiles.ts';
import { drawAttack, textOf, type Attack } from './adversarialTexts.ts';
import type { EditorTurns, TypedText } from './editorTurns.ts';
import { tenths, watchEventLoop, type LongestTurn } from './eventLoop.ts';
import { randomFrom } from './hostileFiles.ts';

/** For the editor to handle what has changed in the workspace. */
const settlingMs = 2000;
const idleMs = 5000;
/** Files of a kind that are edited, and keys in each. */
const [edited, keys] = [4, 5];
const betweenKeysMs = 60;
const longestWaitMs = 1000;
/** The editor does not open larger ones here. */
const largestEdited = 500_000;
/** Of the edited files. */
const endings = ['md', 'ts', 'js', 'py', 'sql', 'txt'];
const drawn = 200;
const textLength = 20_000;
/** Texts that once took long. */
const slowTexts: readonly Attack[] = [
  { path: 'a.csv', prefix: '', unit: `${'pin:'.repeat(33)}${'name'.repeat(100)}\\\n${'name'.repeat(100)}`, suffix: '' },
  { path: 'a.md', prefix: '', unit: 'backup keys:a1b2 ', suffix: '' },
  { path: 'a.md', prefix: '', unit: 'pwpwhasło', suffix: '' },
  { path: 'a.json', prefix: '', unit: 'g8hogYm7bXsXh8n5bh4密码', suffix: '' },
];

export async function run(): Promise<void> {
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state')!;
  const { reader, predictor } = (await extension.activate())!;
  const folder = workspace.workspaceFolders![0]!.uri.fsPath;
  const ordinary = endings.map((ending) => join(folder, `ordinary.${ending}`));
  for (const path of ordinary)
    writeFileSync(path, 'The hidden state goes on from one character to the next.\n'.repeat(400));
  while (predictor.state !== 'ready') await sleep(100);
  // The editor loads its extensions for these languages now.
  await editFiles(ordinary);
  await sleep(settlingMs);
  const idle = await longestTurn(() => sleep(idleMs));
  const kinds: Record<string, EditorTurns['kinds'][string]> = {};
  for (const kind of workspaceKinds) {
    const at = join(folder, kind);
    const files = writeAdversarialWorkspace(at, kind);
    await sleep(settlingMs);
    const read = await longestTurn(() => reader.read());
    const editable = files.filter((path) => statSync(path).size <= largestEdited).slice(0, edited);
    kinds[kind] = { read, edited: await longestTurn(() => editFiles(editable)) };
    await inTime(commands.executeCommand('workbench.action.closeAllEditors'));
    rmSync(at, { recursive: true });
  }
  const report: Omit<EditorTurns, 'editor'> = {
    idle,
    kinds,
    typedText: await maskTypedTexts(join(extension.extensionPath, 'dist/masker.mjs')),
  };
  writeFileSync(process.env['HIDDEN_STATE_REPORT']!, JSON.stringify(report));
}

async function longestTurn(work: () => Promise<unknown>): Promise<LongestTurn> {
  await new Promise(setImmediate);
  const loop = watchEventLoop();
  await work();
  return loop.stop();
}

/** At the end of the first line. The extension follows the keys and answers the editor, as for any file. */
async function editFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const document = await inTime(workspace.openTextDocument(path));
    const editor = document && (await inTime(window.showTextDocument(document)));
    if (!editor) continue;
    const end = document.lineAt(new Position(0, 0)).range.end;
    editor.selection = new Selection(end, end);
    for (let key = 0; key < keys; key++) {
      await inTime(Promise.all([commands.executeCommand('type', { text: 'a' }), sleep(betweenKeysMs)]));
    }
    await inTime(commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  }
}

/** The page of the editor may take long for a line or a file; the extension host, which is measured, does not wait for it. */
async function inTime<T>(work: PromiseLike<T>): Promise<T | undefined> {
  return Promise.race([work, sleep(longestWaitMs, undefined)]);
}

/** As the editor asks: an answer is due after the deadline, whatever the text. */
async function maskTypedTexts(program: string): Promise<TypedText> {
  const masker = new MaskingProgram({ start: () => startThread(program, 'masker'), warn: () => undefined });
  await masker.run(0, () => Promise.resolve());
  const random = randomFrom(7);
  const attacks = [...slowTexts, ...Array.from({ length: drawn }, () => drawAttack(random))];
  let [maskedInTime, longestAnswerMs, longestMaskingMs] = [0, 0, 0];
  for (const [at, attack] of attacks.entries()) {
    const before = textOf(attack, textLength);
    const text = { before, after: '', length: before.length, path: `${at}/${attack.path}` };
    const mask = createTypedTextMask(masker);
    const began = performance.now();
    const masked = await mask(text, typedTextDeadlineMs);
    longestAnswerMs = Math.max(longestAnswerMs, performance.now() - began);
    if (masked !== undefined) maskedInTime++;
    await mask(text);
    longestMaskingMs = Math.max(longestMaskingMs, performance.now() - began);
  }
  masker.dispose();
  const texts = attacks.length;
  return {
    texts,
    maskedInTime,
    countedAsSecret: texts - maskedInTime,
    longestAnswerMs: tenths(longestAnswerMs),
    longestMaskingMs: tenths(longestMaskingMs),
  };
}
