// What users control: reasons for silence, snooze, manual mode, suggest now, toggles and the registration of the provider.
import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  Uri,
  window,
  workspace,
  type InlineCompletionItemProvider,
  type Memento,
  type TextDocument,
} from 'vscode';
import { activeProvider } from '../../src/host/suggestions/otherProviders.ts';
import { registerWherePossible } from '../../src/host/suggestions/registration.ts';
import { silenceText } from '../../src/host/suggestions/silenceText.ts';
import { Snooze } from '../../src/host/suggestions/snooze.ts';
import { atEnd, newDocument, openText } from './documents.ts';
import { configure, extension, parts, restoreSettings, until } from './extensionHost.ts';
import { answerAt, onRequest, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, closeEditors, learnFile } from './suite.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.\n';
/** The suggestion follows from the document itself, whatever is learned from the workspace. */
const repeated = `${sentence.repeat(30)}The quick brown`;
const configuration = (scope?: TextDocument) => workspace.getConfiguration('hiddenState', scope);
const secretName = Uri.parse('untitled:/tmp/.env');
const written = (content: string, language = 'markdown') => newDocument(content, language);
const shown = async (content: string): Promise<TextDocument> => (await openText(content, 'markdown')).document;

async function items(document: TextDocument, context = whileTyping): Promise<number> {
  return (await answerAt(document, { context })).items.length;
}

async function kindOf(document: TextDocument): Promise<string | undefined> {
  return (await parts()).control.reason(document, atEnd(document))?.kind;
}

function memento(): Memento {
  const values: Record<string, unknown> = {};
  return {
    keys: () => Object.keys(values),
    get: (key: string) => values[key] as never,
    update: async (key: string, value: unknown) => void (values[key] = value),
  };
}

describe('the control of suggestions', () => {
  assertNoLeaks();

  beginWithNothing();
  before(async () => assert.equal(await kindOf(await written('a')), 'nothing learned'));
  learnFile('fox.md', sentence.repeat(30));
  afterEach(async () => {
    await commands.executeCommand('hiddenState.endSnooze');
    await restoreSettings();
  });

  it('reports why there is no suggestion, and makes none', async () => {
    const document = await written('The quick // brown', 'typescript');
    const string = await written('const a = "The quick brown', 'typescript');
    const cases: [values: Record<string, unknown>, kind: string, of: TextDocument][] = [
      [{ 'suggestions.enabled': false }, 'off', document],
      [{ 'suggestions.languages': { '*': true, typescript: false } }, 'language', document],
      [{ 'suggestions.exclude': ['Untitled-*'] }, 'file', document],
      [{ 'suggestions.trigger': 'manual' }, 'manual', document],
      [{ 'suggestions.inComments': false }, 'comment', document],
      [{ 'suggestions.inStrings': false }, 'string', string],
    ];
    for (const [values, kind, of] of cases) {
      await configure(values);
      assert.equal(await kindOf(of), kind);
      assert.equal(await items(of), 0, kind);
      await restoreSettings();
    }
    assert.equal(await kindOf(await workspace.openTextDocument(secretName)), 'secrets');
  });

  it('answers the editor’s command in manual mode, in comments and in strings, but not where suggestions are off', async () => {
    const document = await written(`// ${repeated.replaceAll('\n', '\n// ')}`, 'typescript');
    await configure({ 'suggestions.trigger': 'manual', 'suggestions.inComments': false });
    await until(async () => (await items(document, onRequest)) > 0);
    await configure({ 'suggestions.enabled': false });
    assert.equal(await items(document, onRequest), 0);
  });

  it('says why “Suggest now” cannot suggest', async () => {
    await window.showTextDocument(secretName);
    const reason = await commands.executeCommand<{ kind: string } | undefined>('hiddenState.suggestNow');
    assert.equal(reason?.kind, 'secrets');
    await commands.executeCommand('notifications.clearAll');
  });

  it('snoozes for some minutes and until the editor restarts', async () => {
    const { snooze } = await parts();
    const document = await written('The quick brown');
    await commands.executeCommand('hiddenState.snooze', 5);
    assert.ok(Math.abs((snooze.until as number) - Date.now() - 300_000) < 5000);
    assert.equal(await kindOf(document), 'snoozed');
    assert.equal(await items(document), 0);
    const { setStatusBarMessage } = window;
    const messages: string[] = [];
    window.setStatusBarMessage = (text: string) => (messages.push(text), setStatusBarMessage(text, 1));
    await commands.executeCommand('hiddenState.endSnooze');
    window.setStatusBarMessage = setStatusBarMessage;
    assert.deepEqual(messages, ['The snooze has ended.']);
    assert.equal(await kindOf(document), undefined);
    await commands.executeCommand('hiddenState.snooze', 'restart');
    assert.equal(snooze.until, 'restart');
    await commands.executeCommand('hiddenState.snooze', 0.001);
    await until(() => snooze.until === undefined);
  });

  it('keeps a snooze of minutes over a reload, but not one until the restart', () => {
    const stored = memento();
    const first = new Snooze(stored);
    const end = Date.now() + 60_000;
    first.set(end);
    first.dispose();
    const second = new Snooze(stored);
    assert.equal(second.until, end);
    second.set('restart');
    second.dispose();
    const third = new Snooze(stored);
    assert.equal(third.until, undefined);
    third.dispose();
  });

  it('toggles a language where its value is set', async () => {
    const document = await shown('The quick brown');
    const update = (value: boolean | undefined) =>
      configuration(document).update('suggestions.enabled', value, ConfigurationTarget.Global, true);
    await update(false);
    assert.equal(await kindOf(document), 'language');
    await commands.executeCommand('hiddenState.toggleLanguage');
    assert.equal(configuration(document).inspect('suggestions.enabled')?.globalLanguageValue, true);
    assert.equal(configuration(document).inspect('suggestions.languages')?.globalValue, undefined);
    assert.equal(await kindOf(document), undefined);
    await update(undefined);
  });

  it('leaves nothing in the settings when a language is turned off and on again', async () => {
    const document = await shown('The quick brown');
    await commands.executeCommand('hiddenState.toggleLanguage');
    assert.deepEqual(configuration().inspect('suggestions.languages')?.globalValue, { '*': true, markdown: false });
    await commands.executeCommand('hiddenState.toggleLanguage');
    assert.equal(configuration().inspect('suggestions.languages')?.globalValue, undefined);
    assert.equal(await kindOf(document), undefined);
  });

  it('toggles a file of the workspace in the settings of the workspace', async () => {
    const [note] = await workspace.findFiles('notes/*.md', undefined, 1);
    const document = await workspace.openTextDocument(note!);
    await window.showTextDocument(document);
    await commands.executeCommand('hiddenState.toggleFile');
    assert.deepEqual(configuration().inspect('suggestions.exclude')?.workspaceValue, [workspace.asRelativePath(note!)]);
    assert.equal(await kindOf(document), 'file');
    await commands.executeCommand('hiddenState.toggleFile');
    assert.notEqual(await kindOf(document), 'file');
    await configuration().update('suggestions.exclude', undefined, ConfigurationTarget.Workspace);
  });

  it('switches between automatic and manual suggestions', async () => {
    const document = await shown('The quick brown');
    await commands.executeCommand('hiddenState.toggleTrigger');
    assert.equal(await kindOf(document), 'manual');
    await commands.executeCommand('hiddenState.toggleTrigger');
    assert.equal(await kindOf(document), undefined);
    await configuration().update('suggestions.trigger', undefined, ConfigurationTarget.Global);
  });

  it('registers the provider only for languages where suggestions are possible', async () => {
    const { control } = await parts();
    await closeEditors();
    const provider: InlineCompletionItemProvider = { provideInlineCompletionItems: () => [] };
    const registration = registerWherePossible(provider, control);
    const document = await shown('The quick brown');
    await until(() => registration.languages.has('markdown'));
    await configure({ 'suggestions.languages': { '*': true, markdown: false } });
    await until(() => !registration.languages.has('markdown'));
    control.request(document);
    assert.ok(registration.languages.has('markdown'));
    await restoreSettings();
    await configure({ 'suggestions.enabled': false });
    control.request(await written('other', 'plaintext'));
    await until(() => !registration.languages.has('markdown'));
    await restoreSettings();
    await commands.executeCommand('hiddenState.snooze', 'restart');
    await until(() => !registration.languages.has('markdown'));
    await commands.executeCommand('hiddenState.endSnooze');
    await until(() => registration.languages.has('markdown'));
    registration.dispose();
    assert.equal(registration.languages.size, 0);
  });

  it('knows other providers', () => {
    assert.equal(
      activeProvider((id) => id === 'github.copilot'),
      'GitHub Copilot',
    );
    assert.equal(
      activeProvider(() => false),
      undefined,
    );
  });

  it('has a text for every reason', () => {
    const plain = ['secrets', 'off', 'language', 'file', 'untrusted', 'nothing learned', 'manual', 'comment'] as const;
    const reasons: Parameters<typeof silenceText>[0][] = [
      ...[...plain, 'string' as const, 'stopped' as const].map((kind) => ({ kind })),
      { kind: 'snoozed', until: 'restart' },
      { kind: 'snoozed', until: Date.UTC(2026, 0, 1) },
      { kind: 'learning', done: 0.404 },
      { kind: 'other provider', name: 'Other' },
      { kind: 'context only', because: 'ignored' },
    ];
    const texts = reasons.map((reason) => silenceText(reason, 'markdown'));
    assert.equal(new Set(texts).size, 15);
    assert.ok(texts.some((text) => text.includes('40%')) && texts.some((text) => /\d\d:\d\d/.test(text)));
  });

  it('has keybindings that no command of the editor has, but in the dashboard, for a next edit and for a word of ghost text', async () => {
    const defaults = await workspace.openTextDocument(Uri.parse('vscode://defaultsettings/keybindings.json'));
    const manifest = extension.packageJSON as {
      contributes: { keybindings: { key: string; mac?: string; command: string; when: string }[] };
    };
    const taken = [...defaults.getText().matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/gu)];
    assert.ok(taken.length > 500);
    for (const { key, mac, command, when } of manifest.contributes.keybindings) {
      if (/^hiddenState\.nextEdit(?:Tab)? && |^activeWebviewPanelId == /u.test(when)) continue;
      if (/^inlineSuggestionVisible && cursorBeforeGhostText && /u.test(when)) continue;
      const others = taken.filter(([, otherKey, other]) => (otherKey === key || otherKey === mac) && other !== command);
      assert.deepEqual(
        others.map(([text]) => text),
        [],
      );
      assert.ok(!/tab/iu.test(key));
    }
  });
});
