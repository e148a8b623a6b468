// Text on which an expression of a rule does not end: its file is excluded, typed text is not sent, and the host does not wait.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Uri, type TextDocument } from 'vscode';
import { hangs, writeHangingMasker } from '../../bench/reliability/hangingMasker.ts';
import { createMaskers } from '../../src/host/processes/maskers.ts';
import { WorkspaceReader } from '../../src/host/workspace/workspaceReader.ts';
import { startThread, type Program } from '../../src/processes/program.ts';
import { openText } from './documents.ts';
import { at, program, until } from './extensionHost.ts';
import { answerAt, completionsWith, simulatedPredictor, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { removeAfter, scratchFolder } from './suite.ts';

describe('a text on which a rule hangs', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  const file = join(scratch.path, 'masker.mjs');
  writeHangingMasker(file, Uri.file(program('masker.mjs')).toString());
  const warnings: string[] = [];
  const start = (heapMb: number): Program => startThread(file, 'test', undefined, heapMb);
  const open = () => createMaskers({ files: start, typing: start }, (message) => warnings.push(message));

  afterEach(() => void warnings.splice(0));
  removeAfter('hanging');

  it('is excluded with its reason, and the others are read', async () => {
    mkdirSync(at('hanging'));
    writeFileSync(at('hanging/a.md'), 'Text before it.\n');
    writeFileSync(at('hanging/b.md'), `Text, but ${hangs}.\n`);
    writeFileSync(at('hanging/c.md'), 'password = "hunter2-x9Qz-7fKq"\n');
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
    const { predictor, asked, read } = simulatedPredictor();
    const completions = completionsWith({ predictor: { ...predictor, mask: maskers.typedTextMask() } });
    const ask = (document: TextDocument) => answerAt(document, { completions, context: whileTyping });
    const sent = () => [...asked, ...read].map(({ before }) => before);
    const { document: secret } = await openText('password = "hunter2-x9Qz-7fKq"\nThe quick');
    const { document: first } = await openText(`Text, but ${hangs}. `);
    for (let count = 0; count < 20; count++) assert.deepEqual((await ask(first)).items, []);
    assert.deepEqual(sent(), []);
    await until(() => warnings.length > 0);
    await until(async () => {
      await ask(secret);
      return sent().length > 0;
    });
    assert.ok(sent().every((before) => before === 'password = "***"\nThe quick'));
    await ask(first);
    assert.equal(warnings.length, 1);
    maskers.dispose();
  });
});
