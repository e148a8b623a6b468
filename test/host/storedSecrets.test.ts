// Secrets in files and in a document that is typed: no eight consecutive characters of them are in anything that the editor stores.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, window } from 'vscode';
import { eightCharactersOf } from '../../bench/reliability/eightCharacters.ts';
import { drawFrom, passwordPlaces, places, secretKinds } from '../unit/corpus/secrets/plantedSecrets.ts';
import { at, configure, parts, pathOf, restoreSettings, until, untilStatus } from './extensionHost.ts';
import { atEnd } from './documents.ts';
import { filesWhere } from './storedText.ts';
import { closeEditors, forget, removeAfter } from './suite.ts';
import { beginTraining, smallTraining } from './trainingSteps.ts';

const folder = at('with secrets');
/** Each kind in turn at each place, and passwords. */
const rounds = 2;

/** Writes files with secrets, and returns the secrets. */
function plant(): string[] {
  const draw = drawFrom(21);
  const secrets: string[] = [];
  mkdirSync(folder, { recursive: true });
  const write = (secret: string, { path, text }: { path: string; text: (secret: string) => string }): void => {
    const content = `const first = 1;\n${text(secret)}\nconst last = 2;\n`;
    writeFileSync(join(folder, `${secrets.length}-${path}`), content);
    // The BEGIN and END lines of a key are no secret.
    secrets.push(...secret.split(/-----[A-Z0-9 ]+-----/));
  };
  const allPlaces = Object.values(places);
  for (let round = 0; round < rounds; round++) {
    for (const [index, make] of Object.values(secretKinds).entries()) {
      write(make(draw), allPlaces[(round + index) % allPlaces.length]!);
    }
    for (const place of Object.values(passwordPlaces)) write(`k${draw('password', 12)}7`, place);
  }
  return secrets;
}

describe('secrets in a workspace', () => {
  before(async () => {
    await forget();
    await configure({ ...smallTraining, 'training.seconds': 8, 'suggestions.model': 'mixture' });
  });
  after(closeEditors);
  removeAfter('with secrets');
  after(async () => {
    await commands.executeCommand('hiddenState.removeEverything', true);
    await restoreSettings();
  });

  it('are in no file that the editor stores: models, samples, runs, analyses, statistics, logs', async () => {
    const { session, state, predictor, analysis, statistics } = await parts();
    const typed = `ghp_${drawFrom(22)('base62', 36)}`;
    const windows = eightCharactersOf([...plant(), typed], { ignoresNumbers: true });
    assert.ok(windows.size > 5000);
    writeFileSync(join(folder, 'typed.ts'), 'export const first = 1;\n');

    await commands.executeCommand('hiddenState.showDashboard');
    await beginTraining();
    session.setSampleOptions({ sampling: { temperature: 0.5, topP: 1, seed: 1 }, prompt: "const value = '" });
    await until(() => session.state.samples.length > 0);
    await untilStatus(session, 'ended');
    await until(() => predictor.learned.has(pathOf('with secrets/typed.ts')));

    // Key by key, saved in the middle, and complete.
    const editor = await window.showTextDocument(Uri.file(join(folder, 'typed.ts')));
    const { document } = editor;
    for (const key of `const key = '${typed}';\nlet next;\n`) {
      await editor.edit((edit) => edit.insert(atEnd(document), key));
      if (key === typed.at(-1)) await document.save();
    }
    await document.save();

    await analysis.ask({ kind: 'files' });
    await statistics.save();
    await state.flush();
    const files = await filesWhere(() => true);
    for (const part of ['model.checkpoint', 'details-of-runs.json', 'analysis-results.json', '.log']) {
      assert.ok(
        files.some((name) => name.endsWith(part)),
        part,
      );
    }
    const path = eightCharactersOf([pathOf('with secrets/typed.ts')]);
    assert.ok((await filesWhere((content) => path.findIn(content) !== undefined)).length > 0, 'a path would be found');
    assert.deepEqual(await filesWhere((content) => windows.findIn(content) !== undefined), []);
  });
});
