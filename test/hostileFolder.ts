// A folder on disk that tries to harm the program that reads it: links, loops, a pipe, a device, huge files, odd names, deep folders. Of
// all of it only `expectedFiles` may be read.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is outside the folder, and must not be read. */
export const outsideText = 'Text-outside-of-the-folder-7c1e';
const sparseBytes = 1_000_000_000;
const depth = 100;
/** 255 bytes: a line end, markup, and a command link. */
const oddName = `a\n<script>alert(1)</script> [x](command:workbench.action.quit)\u202e${'n'.repeat(188)}.md`;
const deepest = `${'d/'.repeat(depth)}deep.md`;

/** Paths in the folder -> text. */
export const expectedFiles: Readonly<Record<string, string>> = {
  'a.md': 'An ordinary text.\n',
  [oddName]: 'A text with an odd name.\n',
  [deepest]: 'A text that is deep in folders.\n',
  'ignoredByLink/b.md': 'Its ignore file is a link to a device.\n',
  'ignoredByPipe/c.md': 'Its ignore file is a pipe.\n',
  'repository/d.md': 'Its repository is a link.\n',
};

/** Creates it in `folder`, which is empty. `outside`: an empty folder beside it, to which links lead. */
export function createHostileFolder(folder: string, outside: string): void {
  const at = (path: string): string => join(folder, path);
  mkdirSync(join(outside, 'info'), { recursive: true });
  writeFileSync(join(outside, 'secret.md'), `${outsideText}\n`);
  writeFileSync(join(outside, 'info/exclude'), '*.md\n');
  for (const [path, text] of Object.entries(expectedFiles)) {
    mkdirSync(join(at(path), '..'), { recursive: true });
    writeFileSync(at(path), text);
  }
  symlinkSync(join(outside, 'secret.md'), at('link.md'));
  symlinkSync(outside, at('linkedFolder'));
  symlinkSync(folder, at('loop'));
  symlinkSync('itself.md', at('itself.md'));
  symlinkSync('/dev/urandom', at('device.md'));
  execFileSync('mkfifo', [at('pipe.md'), at('ignoredByPipe/.gitignore')]);
  symlinkSync('/dev/urandom', at('ignoredByLink/.gitignore'));
  symlinkSync('/dev/zero', at('ignoredByLink/.hiddenstateignore'));
  symlinkSync(outside, at('repository/.git'));
  for (const name of ['sparse.md', 'tooLarge/.gitignore']) {
    mkdirSync(join(at(name), '..'), { recursive: true });
    writeFileSync(at(name), '');
    truncateSync(at(name), sparseBytes);
  }
  writeFileSync(at('tooLarge/e.md'), 'It cannot be known whether this file is ignored.\n');
}
