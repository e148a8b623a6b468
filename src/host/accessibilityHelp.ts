// The help for people who use a screen reader or the keyboard alone: a text in an editor, which is read line by line.
import { l10n, Uri, window, workspace, type Disposable } from 'vscode';

const scheme = 'hidden-state-help';

export function registerAccessibilityHelp(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: helpText });
}

export async function showAccessibilityHelp(): Promise<void> {
  const document = await workspace.openTextDocument(Uri.from({ scheme, path: l10n.t('Accessibility help') }));
  await window.showTextDocument(document);
}

function helpText(): string {
  return [
    l10n.t('Help for Hidden State with a screen reader or the keyboard alone. Close this text with Control+W.'),
    '',
    l10n.t('Suggestions'),
    l10n.t(
      'A suggestion appears as gray text after the cursor. The editor plays a sound for it, if its sounds are on.',
    ),
    l10n.t(
      'Tab accepts it. Control+Right Arrow accepts one word. Escape refuses it. Alt+F2 opens it in the accessible view.',
    ),
    l10n.t('The command “Suggest now” asks for one. “Explain suggestion” says why there is one, or why there is none.'),
    '',
    l10n.t('Next edits'),
    l10n.t('With a screen reader, the offer to repeat an edit is announced with file, line, old and new text.'),
    l10n.t('Tab goes to the place, Tab changes it, Escape refuses it. In the indentation of a line, Tab indents.'),
    l10n.t('The command “Change all places of the next edit in this file” lists them before it changes them.'),
    '',
    l10n.t('Dashboard'),
    l10n.t('The pages are tabs: Left and Right Arrow choose one. Tab goes through the page, Shift+Tab goes back.'),
    l10n.t(
      'In a chart, the arrow keys read the values, plus and minus change the part that is shown, Escape shows all.',
    ),
    l10n.t('Each chart has the button “Data and export”: it opens the values as a table and saves them as files.'),
    l10n.t('In the picture of hidden units, the arrow keys move from unit to unit and from character to character.'),
    l10n.t('The pages have the colors of the editor, also in high contrast.'),
    '',
    l10n.t('State'),
    l10n.t(
      'The status bar and the view “Hidden State” say whether the workspace is learned or trained, and offer the next step.',
    ),
  ].join('\n');
}
