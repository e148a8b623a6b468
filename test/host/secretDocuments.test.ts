// An open document with the name of a secret is not read for the dashboard.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, EventEmitter, window, workspace } from 'vscode';
import { watchCaretPrediction } from '../../src/host/dashboard/caretPrediction.ts';
import { EditorColors } from '../../src/host/dashboard/editorColors.ts';
import type { AnalyzerClient } from '../../src/host/processes/analyzerClient.ts';
import type { PredictorApi } from '../../src/protocol/predictor.ts';
import type { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { until } from './extensionHost.ts';

const folder = workspace.workspaceFolders![0]!.uri.fsPath;
const text = 'TOKEN=quiet-harbor-lantern-meadow\n';
/** Longer than the delays of both. */
const waitMs = 800;

describe('an open document with the name of a secret', () => {
  const files = { '.env': join(folder, '.env'), 'caret.md': join(folder, 'caret.md') };
  before(() => Object.values(files).forEach((path) => writeFileSync(path, text)));
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of Object.values(files)) rmSync(path, { force: true });
  });

  async function show(name: keyof typeof files): Promise<void> {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await window.showTextDocument(await workspace.openTextDocument(files[name]));
  }

  it('is not read by the panel of the prediction at the cursor', async () => {
    const asked: string[] = [];
    const predictor = {
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
    await new Promise((resolve) => setTimeout(resolve, waitMs));
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
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    assert.deepEqual(read, []);
    await show('caret.md');
    await until(() => read.length > 0);
    colors.dispose();
  });
});
