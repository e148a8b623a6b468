// Keys in very large documents: a line of 3 MB, and 100,000 lines. Types the same keys into an editor with the extension and into one
// without it, in turns, so that other load on the machine meets both, and compares the time from a key to the paint of its character.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePackage } from '../../scripts/package/package.mjs';
import { Editor, installInto } from '../../test/e2e/editor.ts';
import { observe } from './observer.ts';
import { plainTyping } from './simulatedUser.ts';
import { differenceOf, spread } from './times.ts';

export interface LargeFileOptions {
  /** An empty folder for profiles and workspace. */
  readonly home: string;
  /** What the extension learns. */
  readonly folder: string;
  /** Of each editor, for each file. */
  readonly keys: number;
}

const row = '{"name": "value", "other": "value"}, ';
const files = {
  'line-of-3-mb.txt': `${row.repeat(3_000_000 / row.length)}\n`,
  'lines-100000.txt': `${row}\n`.repeat(100_000),
};
/** Typed at the beginning of the file, where the editor draws the line. */
const typed = 'the name of the value ';
/** Keys of one editor before it is the turn of the other one. */
const turn = typed.length;
/** Milliseconds between two keys: a suggestion has time to appear. */
const gapMs = 250;
/** Keys that are not counted: the editor compiles what it runs. */
const warmUp = turn;

/** Times in milliseconds with and without the extension, and the difference of the medians with its 95 % interval. */
export async function measureLargeFiles({ home, folder, keys }: LargeFileOptions) {
  const workspace = join(home, 'workspace');
  cpSync(folder, workspace, { recursive: true });
  mkdirSync(join(workspace, 'large'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, 'large', name), text);
  const profiles = { with: join(home, 'with'), without: join(home, 'without') };
  await installInto(profiles.with, await makePackage());
  const editors: Editor[] = [];
  try {
    for (const [name, profile] of Object.entries(profiles)) {
      editors.push(await Editor.open({ profile, workspace, settings: plainTyping, hasExtension: name === 'with' }));
    }
    const [withIt, without] = editors as [Editor, Editor];
    await withIt.run('Hidden State: Learn this workspace');
    await withIt.status.getByText(/: learned/u).waitFor();
    for (const { page } of editors) await observe(page);
    const report = [];
    for (const file of Object.keys(files)) {
      for (const editor of editors) await open(editor, file);
      for (const editor of editors) await pressKeys(editor, warmUp);
      const times = new Map<Editor, number[]>(editors.map((editor) => [editor, []]));
      for (let done = 0; done < keys; done += turn) {
        // The order changes: what one editor does after its keys may delay the other one.
        for (const editor of done % (2 * turn) === 0 ? [withIt, without] : [without, withIt]) {
          times.get(editor)!.push(...(await pressKeys(editor, turn)));
        }
      }
      const [on, off] = editors.map((editor) => times.get(editor)!) as [number[], number[]];
      report.push({ file, with: spread(on), without: spread(off), ...differenceOf(on, off) });
      console.error(JSON.stringify(report.at(-1)));
      for (const editor of editors) await editor.run('File: Revert File');
    }
    return report;
  } finally {
    for (const editor of editors) await editor.close();
  }
}

async function open(editor: Editor, file: string): Promise<void> {
  await editor.openFile(file);
  await editor.page.keyboard.press('Control+Home');
  await sleep(2000);
}

/** Milliseconds from each key to the paint of its character. */
async function pressKeys({ page }: Editor, count: number): Promise<readonly number[]> {
  await page.evaluate(() => window.typing.take());
  for (let key = 0; key < count; key++) {
    await page.keyboard.type(typed[key % typed.length]!);
    await sleep(gapMs);
  }
  return (await page.evaluate(() => window.typing.take())).paintMs;
}
