// Documents with very long lines, or with very many: a key costs hardly more than without the extension.
import assert from 'node:assert/strict';
import { Position, window, type TextDocument } from 'vscode';
import { newDocument } from './documents.ts';
import { parts, until } from './extensionHost.ts';
import { answerAt } from './ghostText.ts';
import { beginWithNothing } from './suite.ts';

const lineLength = 3_000_000;
/** Milliseconds of a key in this process. */
const mostMs = 5;

describe('a document', () => {
  beginWithNothing();
  before(async () => {
    const { predictor } = await parts();
    predictor.learn([{ path: 'test/long.json', text: '{"name": "value", "other": "value"}\n'.repeat(50) }]);
    await until(() => predictor.state === 'ready');
  });

  /** Least time of the answer to a key, without the time of the predictor: other programs that run only add to it. */
  async function msPerKey(document: TextDocument, position: Position): Promise<number> {
    const { completions } = await parts();
    const editor = await window.showTextDocument(document);
    const times: number[] = [];
    for (let key = 0; key < 9; key++) {
      await editor.edit((edit) => edit.insert(position, 'a'));
      const start = performance.now();
      completions.refusalAt(document, position);
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  }

  it('with one line of 3 MB is left alone in that line, and says so', async () => {
    const content = `${'{"name": "value"}, '.repeat(lineLength / 19)}\nshort\n`;
    const document = await newDocument(content);
    const { completions, control } = await parts();
    const position = new Position(0, 2_000_000);
    assert.ok((await msPerKey(document, position)) < mostMs);
    assert.equal(await completions.requestAt(document, position), undefined);
    assert.equal(control.reason(document, position)?.kind, 'long line');
    assert.deepEqual((await answerAt(document, { position })).items, []);
    assert.notEqual(await completions.requestAt(document, new Position(1, 5)), undefined);
  });

  it('with 100,000 lines takes little time', async () => {
    const document = await newDocument('{"name": "value"}\n'.repeat(100_000));
    assert.ok((await msPerKey(document, new Position(50_000, 17))) < mostMs);
  });
});
