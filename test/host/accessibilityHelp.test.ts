// The help for people who use a screen reader or the keyboard alone.
import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { extension, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { closeEditors } from './suite.ts';

interface Binding {
  readonly command: string;
  readonly key: string;
}

describe('the accessibility help', () => {
  assertNoLeaks();
  after(closeEditors);

  it('opens as a text that is read line by line, and names the keys that the extension binds', async () => {
    await commands.executeCommand('hiddenState.accessibilityHelp');
    await until(() => window.activeTextEditor?.document.uri.scheme === 'hidden-state-help');
    const text = window.activeTextEditor!.document.getText();
    const manifest = extension.packageJSON as { contributes: { keybindings: readonly Binding[] } };
    const keys = manifest.contributes.keybindings
      .filter(({ command }) => /NextEdit$/u.test(command))
      .map(({ key }) => key);
    assert.deepEqual(keys, ['tab', 'escape']);
    for (const key of keys) assert.match(text, new RegExp(key, 'iu'));
    assert.ok(text.split('\n').every((line) => line.length < 140));
  });
});
