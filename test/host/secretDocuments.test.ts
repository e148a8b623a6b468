// An open document with the name of a secret is not read for the dashboard.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventEmitter, Uri, window } from 'vscode';
import { watchCaretPrediction } from '../../src/host/dashboard/caretPrediction.ts';
import { EditorColors } from '../../src/host/dashboard/editorColors.ts';
import type { AnalyzerClient } from '../../src/host/processes/analyzerClient.ts';
import type { PredictorApi } from '../../src/protocol/predictor.ts';
import type { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { at, until } from './extensionHost.ts';
import { closeEditors, removeAfter } from './suite.ts';

const names = ['.env', 'caret.md'] as const;
const text = 'TOKEN=quiet-harbor-lantern-meadow\n';
/** Longer than the delays of both. */
const waitMs = 800;

describe('an open document with the name of a secret', () => {
  before(() => names.forEach((name) => writeFileSync(at(name), text)));
  after(closeEditors);
  removeAfter(...names);

  async function show(name: (typeof names)[number]): Promise<void> {
    await closeEditors();
    await window.showTextDocument(Uri.file(at(name)));
  }

  it('is not read by the panel of the prediction at the cursor', async () => {
    const asked: string[] = [];
    const predictor = {
      layers: 1,
      onState: new EventEmitter<never>().event,
      ask: (call: (remote: Pick<PredictorApi, 'predictAtCaret'>) => Promise<unknown>) =>
        call({
          predictAtCaret: ({ document }) => {
            asked.push(document);
            return Promise.resolve(undefined);
          },
        }),
    } as unknown as PredictorClient;
    await show('.env');
    const watching = watchCaretPrediction(predictor, new EventEmitter<unknown>().event, () => undefined);
    await sleep(waitMs);
    assert.equal(asked.length, 0);
    await show('caret.md');
    await until(() => asked.some((path) => path.endsWith('caret.md')));
    watching.dispose();
  });

  it('is not colored by the activity of a unit', async () => {
    const read: string[] = [];
    const analyze = async (query: { text?: string }) => (read.push(query.text ?? ''), { kind: 'color', shades: [] });
    const colors = new EditorColors({ analyze } as unknown as AnalyzerClient, (message) => assert.fail(message));
    await show('.env');
    colors.show({ unit: 0 });
    await sleep(waitMs);
    assert.deepEqual(read, []);
    await show('caret.md');
    await until(() => read.length > 0);
    colors.dispose();
  });
});
