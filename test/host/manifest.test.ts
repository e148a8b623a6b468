import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { extension, parts } from './extensionHost.ts';
import { scratchFolder } from './suite.ts';

interface WalkthroughStep {
  readonly when?: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; icon?: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
    readonly walkthroughs: readonly { steps: readonly WalkthroughStep[] }[];
  };
}
const { contributes } = extension.packageJSON as Manifest;

describe('the manifest', () => {
  const scratch = scratchFolder();

  it('declares only commands that are registered', async () => {
    await parts();
    const registered = new Set(await commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('declares an icon for each command in a title bar', () => {
    const iconOf = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
    const shown = [...contributes.menus['view/title']!, ...contributes.menus['editor/title']!];
    assert.deepEqual(
      shown.filter(({ command }) => !iconOf.get(command)),
      [],
    );
  });

  it('writes all commands in sentence case', () => {
    const isSentence = (title: string): boolean => !/ (?!CSV\b|RNN\b)[A-Z]/u.test(title.replace('Hidden State', ''));
    assert.deepEqual(
      contributes.commands.filter(({ title }) => !isSentence(title)),
      [],
    );
  });

  it('has the pictures of all walkthrough steps, and keys for macOS and other platforms', () => {
    const steps = contributes.walkthroughs.flatMap((each) => each.steps);
    for (const { media } of steps) assert.ok(existsSync(join(extension.extensionPath, media.svg)), media.svg);
    assert.deepEqual(
      steps.flatMap(({ when }) => when ?? []),
      ['!isMac', 'isMac'],
    );
  });

  it('has no code marks in the walkthrough, which shows them as they are', () => {
    for (const language of ['', '.de']) {
      const file = join(extension.extensionPath, `package.nls${language}.json`);
      const texts = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
      const marked = texts.filter(([key, text]) => key.startsWith('walkthrough.') && text.includes('`'));
      assert.deepEqual(marked, []);
    }
  });

  it('completes a step of the walkthrough also where its condition held before the walkthrough was opened', () => {
    // The editor forgets an expression that is true when it reads the walkthrough, at the first opening. A second one becomes true then.
    for (const { completionEvents } of contributes.walkthroughs.flatMap((each) => each.steps)) {
      const conditions = completionEvents.filter((event) => event.startsWith('onContext:'));
      const [now, opened] = conditions.map((event) => event.slice('onContext:'.length));
      const isOpen = 'activeEditor == gettingStartedPage && ';
      const parts = now?.split(' || ').map((part) => `${isOpen}${part}`);
      assert.equal(opened, parts?.join(' || '));
    }
  });

  it('recognizes `.hiddenstateignore`, with a grammar', async () => {
    const file = Uri.joinPath(scratch.uri, '.hiddenstateignore');
    writeFileSync(file.fsPath, '# comment\n!a/**\n');
    assert.equal((await workspace.openTextDocument(file)).languageId, 'hiddenstateignore');
  });
});
