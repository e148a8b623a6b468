// A suggestion that ends with an opening bracket before the closing bracket of another one: once it is accepted, the editor closes it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, InlineCompletionItem, languages, Range, Uri, workspace, type Disposable } from 'vscode';
import { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { typeBracket } from '../../src/host/suggestions/typeBracket.ts';
import type { StatisticsEvent } from '../../src/protocol/suggestionStatistics.ts';
import { openText } from './documents.ts';
import { configure, parts, restoreSettings, until } from './extensionHost.ts';
import { completionsWith, shownAnswer, simulatedPredictor } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { closeEditors } from './suite.ts';

const call = "it('works'";
const suggestion = ', () => {';

describe('a suggestion that ends with an opening bracket', () => {
  assertNoLeaks();
  const registered: Disposable[] = [];
  const setClosing = (value: 'never' | undefined): Thenable<void> =>
    workspace.getConfiguration('editor').update('autoClosingBrackets', value, true);

  before(async () => {
    await parts();
    await configure({ 'suggestions.enabled': false });
  });
  afterEach(async () => {
    registered.splice(0).forEach((each) => each.dispose());
    await setClosing(undefined);
  });
  after(async () => {
    await restoreSettings();
    await closeEditors();
  });

  /** Accepts the only suggestion in a document of TypeScript. */
  async function accepted(command: string, isDone: (text: string) => boolean) {
    const editor = await openText(`${call}|);\n`, 'typescript');
    const { document } = editor;
    const { predictor } = simulatedPredictor(() => (document.getText().includes(',') ? undefined : suggestion));
    const tracker = new SuggestionTracker({ record: () => undefined });
    const completions = completionsWith({ predictor, shown: tracker });
    const provider = languages.registerInlineCompletionItemProvider(
      { language: 'typescript' },
      {
        provideInlineCompletionItems: async (...place) => (await shownAnswer({ completions, tracker }, ...place)).items,
      },
    );
    registered.push(tracker, provider);
    await until(async () => {
      await commands.executeCommand('editor.action.inlineSuggest.trigger');
      await sleep(100);
      await commands.executeCommand(command);
      return isDone(document.getText());
    });
    return editor;
  }

  for (const command of ['editor.action.inlineSuggest.commit', 'hiddenState.acceptWord']) {
    it(`is closed as if the user had typed the bracket, with the command ${command}`, async () => {
      const { document, selection } = await accepted(command, (text) => text === `${call}${suggestion}});\n`);
      assert.equal(selection.active.character, (call + suggestion).length);
      await commands.executeCommand('default:type', { text: '}' });
      assert.equal(document.getText(), `${call}${suggestion}});\n`, 'the user types over it');
    });
  }

  it('is not closed where the editor should close no brackets', async () => {
    await setClosing('never');
    const { document } = await accepted('editor.action.inlineSuggest.commit', (text) => text.includes('{'));
    await sleep(300);
    assert.equal(document.getText(), `${call}${suggestion});\n`);
  });

  it('is left alone in an editor of another document', async () => {
    const tracker = new SuggestionTracker({ record: () => undefined });
    registered.push(tracker);
    const { document } = await openText('f({|)', 'typescript');
    await typeBracket(tracker, Uri.parse('untitled:other'));
    assert.equal(document.getText(), 'f({)');
    await typeBracket(tracker, document.uri);
    assert.equal(document.getText(), 'f({})');
  });

  it('counts as kept', async () => {
    const events: StatisticsEvent[] = [];
    const record = (event: StatisticsEvent): void => void events.push(event);
    const tracker = new SuggestionTracker({ record, checkMs: (seconds) => seconds * 10 });
    registered.push(tracker);
    const editor = await openText(`${call}|)`, 'typescript');
    const { document, selection } = editor;
    tracker.answered(document, selection.active, new InlineCompletionItem(suggestion, selection));
    await editor.edit((edit) => edit.replace(new Range(selection.active, selection.active), suggestion));
    await typeBracket(tracker, document.uri);
    assert.equal(document.getText(), `${call}${suggestion}})`);
    await until(() => events.some(({ type }) => type === 'checked'));
    assert.deepEqual(events.slice(0, 3), [
      { type: 'shown' },
      { type: 'accepted', how: 'completely', characters: suggestion.length },
      { type: 'checked', after: 15, kept: suggestion.length, accepted: suggestion.length },
    ]);
  });
});
