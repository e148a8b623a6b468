// Runs in the extension host: the time from the end of an edit to the offer of the next one, in a file of 5,000 lines and with ten open
// files. An edit ends after a pause, which is not counted.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from 'simple-statistics';
import { commands, extensions, Selection, Uri, window, workspace, type TextEditor } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';

const rounds = 30;
/** Without an offer for this time, there is none. */
const longestMs = 3000;
const cases = { 'one file of 5,000 lines': [5000], 'ten open files of 500 lines': Array<number>(10).fill(500) };

/** A name stands in three lines of each file, in the first one and near the end. */
function textOf(lines: number, name: string, file: number): string {
  const code = Array.from({ length: lines }, (_, line) => `    total_${file} = add(item_${line % 97}, limit=${line})`);
  code[1] = `    first = load(${name}, mode)`;
  code[lines - 9] = `    later = load(${name}, mode)`;
  code[lines - 5] = `    last = load(${name}, mode)`;
  return `${code.join('\n')}\n`;
}

export async function run(): Promise<void> {
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state')!;
  const { predictor, nextEdits, state } = (await extension.activate())!;
  predictor.learn([{ path: 'ws/notes.md', text: 'The text statistics know something.\n'.repeat(50) }]);
  const folder = join(workspace.workspaceFolders![0]!.uri.fsPath, 'next-edits');
  mkdirSync(folder);
  const figures: Record<string, unknown> = {};
  for (const [name, sizes] of Object.entries(cases)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const old = `oldName${name.length}x${round}`;
      const files = sizes.map(
        (lines, at) => [join(folder, `${name.length}-${at}.py`), textOf(lines, old, at)] as const,
      );
      for (const [path, text] of files) writeFileSync(path, text);
      for (const [path] of files) await window.showTextDocument(Uri.file(path), { preview: false });
      const editor = await window.showTextDocument(Uri.file(files[0]![0]), { preview: false });
      await sleep(500);
      // The editor reads a file that it has had open a moment ago with a delay.
      while (!editor.document.getText().includes(old)) await sleep(10);
      await state.update('nextEditThresholds', undefined);
      await replaceFirst(editor, old, `newName${round}`);
      const began = performance.now();
      while (!nextEdits.shown && performance.now() - began < longestMs) await sleep(1);
      if (nextEdits.shown) times.push(performance.now() - began - pauseMs);
      await commands.executeCommand('workbench.action.files.saveAll');
      await commands.executeCommand('workbench.action.closeAllEditors');
    }
    const spread = [0.5, 0.9, 1].map((part) => (times.length > 0 ? quantile(times, part) : undefined));
    figures[name] = { rounds, offers: times.length, p50: spread[0], p90: spread[1], longest: spread[2] };
  }
  writeFileSync(process.env['HIDDEN_STATE_REPORT']!, JSON.stringify({ pauseMs, offerMs: figures }));
}

/** As a user does: selects the name and types another one. */
async function replaceFirst(editor: TextEditor, old: string, changed: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(old);
  const [start, end] = [document.positionAt(at), document.positionAt(at + old.length)];
  editor.selection = new Selection(start, end);
  for (const character of changed) await commands.executeCommand('type', { text: character });
}
