// Requests that are sent shortly after a key, before the editor asks.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource, Position, workspace, WorkspaceEdit, type CancellationToken } from 'vscode';
import { createEarlyRequests } from '../../src/host/suggestions/earlyRequests.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { insert, openText } from './documents.ts';
import { until } from './extensionHost.ts';
import { token } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

/** Longer than the time from a key to the early request, milliseconds. */
const afterRequestMs = 100;

/** An editor on a new document, and early requests to a predictor that answers with the number of the request. */
async function typing() {
  const editor = await openText('');
  const { document } = editor;
  const asked: { readonly request: CompletionRequest; readonly token: CancellationToken }[] = [];
  const early = createEarlyRequests(async (request, token) => {
    asked.push({ request, token });
    return { text: String(asked.length), probability: 1 };
  });
  const requestAt = async ({ getText }: { getText(): string }): Promise<CompletionRequest> =>
    ({ document: 'a', before: getText() }) as CompletionRequest;
  early.start(requestAt);
  const type = (text: string): Promise<void> => insert(editor, text);
  const ask = async (before = document.getText(), cancellation = token) =>
    (await early.answer({ document: 'a', before } as CompletionRequest, cancellation))?.text;
  return { document, early, asked, type, ask };
}

describe('an early request', () => {
  assertNoLeaks();

  it('is sent after a key, and answers the same request of the editor', async () => {
    const { early, asked, type, ask } = await typing();
    await type('x');
    await until(() => asked.length === 1);
    assert.equal(asked[0]!.request.before, 'x');
    assert.equal(await ask(), '1');
    assert.equal(asked.length, 1);
    // It is used once.
    assert.equal(await ask(), '2');
    early.dispose();
  });

  it('is cancelled by another request of the editor, by the next key, and with the request that uses it', async () => {
    const { early, asked, type, ask } = await typing();
    await type('x');
    await until(() => asked.length === 1);
    assert.equal(await ask('other'), '2');
    assert.ok(asked[0]!.token.isCancellationRequested);
    await type('y');
    await until(() => asked.length === 3);
    await type('z');
    assert.ok(asked[2]!.token.isCancellationRequested);
    await until(() => asked.length === 4);
    const source = new CancellationTokenSource();
    source.cancel();
    await ask('xyz', source.token);
    assert.equal(asked.length, 4);
    assert.ok(asked[3]!.token.isCancellationRequested);
    early.dispose();
  });

  it('is not sent any more where the editor does not ask, until it does', async () => {
    const { early, asked, type, ask } = await typing();
    for (const key of 'abcde') {
      await type(key);
      await sleep(afterRequestMs);
    }
    assert.equal(asked.length, 3);
    assert.equal(await ask(), '4');
    await type('f');
    await until(() => asked.length === 5);
    early.dispose();
  });

  it('is not sent for a change of a document that is not edited, and not after the editor has asked', async () => {
    const { document, early, asked, type, ask } = await typing();
    await type('x');
    await ask();
    await sleep(afterRequestMs);
    assert.equal(asked.length, 1);
    await openText('');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), 'y');
    await workspace.applyEdit(edit);
    await sleep(afterRequestMs);
    assert.equal(asked.length, 1);
    early.dispose();
  });
});
