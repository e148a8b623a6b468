// Text on which an expression of a rule does not end: its file is excluded, typed text is not sent, and the host does not wait.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  InlineCompletionTriggerKind,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { createMaskers } from '../../src/host/processes/maskers.ts';
import { WorkspaceReader } from '../../src/host/workspace/workspaceReader.ts';
import { startThread } from '../../src/processes/program.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { completionsWith } from './ghostText.ts';
import { program, scratchFolder, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

const hangs = 'the expression hangs';
const root = workspace.workspaceFolders![0]!.uri;
const here = (name: string): Uri => Uri.joinPath(root, 'hanging', name);

/** The masker's program, with an expression that takes exponential time on the words above. */
function hangingProgram(folder: string): string {
  const file = join(folder, 'masker.mjs');
  const code = `
const { exec } = RegExp.prototype;
RegExp.prototype.exec = function (text) {
  if (String(text).includes(${JSON.stringify(hangs)})) exec.call(/^(?:a+)+$/, 'a'.repeat(100) + '!');
  return exec.call(this, text);
};
await import(${JSON.stringify(Uri.file(program('masker.mjs')).toString())});
`;
  writeFileSync(file, code);
  return file;
}

describe('a text on which a rule hangs', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  const file = hangingProgram(scratch.path);
  const warnings: string[] = [];
  const open = () =>
    createMaskers(
      (heapMb) => startThread(file, 'test', undefined, heapMb),
      (message) => warnings.push(message),
    );

  afterEach(() => void warnings.splice(0));
  after(async () => {
    await workspace.fs.delete(here(''), { recursive: true }).then(undefined, () => undefined);
    scratch.remove();
  });

  it('is excluded with its reason, and the others are read', async () => {
    const write = (name: string, text: string) => workspace.fs.writeFile(here(name), new TextEncoder().encode(text));
    await write('a.md', 'Text before it.\n');
    await write('b.md', `Text, but ${hangs}.\n`);
    await write('c.md', 'password = "hunter2-x9Qz-7fKq"\n');
    const maskers = open();
    const reader = new WorkspaceReader(maskers.learnableText);
    const { texts, excluded } = await reader.read();
    const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
    const inside = <File extends { readonly path: string }>(files: readonly File[]) =>
      files.filter(({ path }) => path.includes('/hanging/'));
    assert.deepEqual(
      new Map(inside(texts).map(({ path, text }) => [name(path), text])),
      new Map([
        ['a.md', 'Text before it.\n'],
        ['c.md', 'password = "***"\n'],
      ]),
    );
    assert.deepEqual(
      inside(excluded).map(({ path, rule }) => [name(path), rule]),
      [['b.md', 'not searched for secrets']],
    );
    assert.equal(warnings.length, 1);
    assert.ok(!warnings.join().includes(hangs) && !warnings.join().includes('b.md'), warnings.join());
    reader.dispose();
    maskers.dispose();
  });

  it('is not sent while it is typed, and other documents are', async () => {
    const maskers = open();
    const requests: CompletionRequest[] = [];
    const predictor = {
      complete: async (request: CompletionRequest) => void requests.push(request),
      typed: (request: CompletionRequest) => void requests.push(request),
      mask: maskers.typedTextMask(),
    };
    const completions = completionsWith({ predictor });
    const ask = (document: TextDocument) =>
      completions.answer(
        document,
        document.positionAt(document.getText().length),
        { triggerKind: InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: undefined },
        new CancellationTokenSource().token,
      );
    const show = async (content: string): Promise<TextDocument> => {
      const document = await workspace.openTextDocument({ content, language: 'plaintext' });
      await window.showTextDocument(document);
      return document;
    };
    const secret = await show('password = "hunter2-x9Qz-7fKq"\nThe quick');
    const first = await show(`Text, but ${hangs}. `);
    for (let asked = 0; asked < 20; asked++) assert.deepEqual((await ask(first)).items, []);
    assert.equal(requests.length, 0);
    await until(() => warnings.length > 0);
    await until(async () => {
      await ask(secret);
      return requests.length > 0;
    });
    assert.ok(requests.every(({ before }) => before === 'password = "***"\nThe quick'));
    await ask(first);
    assert.equal(warnings.length, 1);
    maskers.dispose();
  });
});
