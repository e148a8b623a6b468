// A temporary folder of one suite: the profile of an editor in which the packaged extension is installed, and what it opens.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import { packageFolder } from '../../scripts/package/package.mjs';
import { Editor, installInto, type EditorOptions } from './editor.ts';

export class Home {
  readonly path = mkdtempSync(join(tmpdir(), 'hidden-state-e2e-'));
  readonly profile = this.at('profile');
  private editor: Editor | undefined;

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  /** Writes the text of each file by its path in this folder. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(this.at(path)), { recursive: true });
      writeFileSync(this.at(path), text);
    }
  }

  /** Installs the package, and a small extension of the tests, which is a folder of `test/e2e`. */
  async install(extension?: string): Promise<void> {
    const vsix = process.env['HIDDEN_STATE_VSIX'];
    assert.ok(vsix, 'HIDDEN_STATE_VSIX names the package');
    if (extension === undefined) return installInto(this.profile, vsix);
    const packagePath = this.at(`${extension}.vsix`);
    await packageFolder(join(root, 'test/e2e', extension), packagePath);
    await installInto(this.profile, packagePath, vsix);
  }

  async open(options: Omit<EditorOptions, 'profile'>): Promise<Editor> {
    return (this.editor = await Editor.open({ profile: this.profile, ...options }));
  }

  /** Closes the editor that was opened last, and removes the folder. */
  async close(): Promise<void> {
    await this.editor?.close();
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
