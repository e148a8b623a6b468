// Messages for workspaces without trainable text: an untrusted folder, no folder, too little text.
import type { EditorOptions } from './editor.ts';
import { Home } from './home.ts';

const withTrust = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

describe('a workspace without trainable text', () => {
  const home = new Home();
  const workspace = home.at('tiny');

  before(async () => {
    home.write({ 'tiny/note.md': 'A short note.\n' });
    await home.install();
  });
  after(() => home.close());

  const cases: readonly [string, Omit<EditorOptions, 'profile'>, RegExp][] = [
    ['says how much text is needed', { workspace }, /too little text to train on: 14 characters/],
    ['asks to open a folder', {}, /open a folder with text in it/],
    ['asks to trust an untrusted folder', { workspace, trusted: false, settings: withTrust }, /until you trust it/],
  ];
  for (const [title, place, message] of cases) {
    it(title, async () => {
      const editor = await home.open(place);
      try {
        await editor.run('Hidden State: Train RNN on workspace');
        const toast = editor.page.locator('.notifications-toasts .notification-list-item-message', {
          hasText: message,
        });
        await toast.waitFor();
        if (place.trusted !== false) return;
        await editor.openFile('note.md');
        await editor.says(/nothing is learned until you trust this workspace/u);
      } finally {
        await editor.picture(title);
        await editor.close();
      }
    });
  }
});
