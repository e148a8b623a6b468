// Everything that the dashboard can do, by keyboard alone, from the first tab to the last run: no pointer is touched.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { Editor } from './editor.ts';
import { openTrained, pictureOfFailure, type Trained } from './trained.ts';
import { until } from './until.ts';
import { dashboardFrame, keysOn, useMeasured, type Keys } from './webview.ts';

describe('the dashboard', () => {
  let trained: Trained;
  let editor: Editor;
  let frame: Frame;

  before(async () => {
    trained = await openTrained({
      'hiddenState.training.seconds': 12,
      'hiddenState.training.hidden': 96,
      'hiddenState.training.threads': 1,
    });
    ({ editor } = trained);
  });
  after(() => trained.close());
  afterEach(function () {
    return pictureOfFailure(editor, this.currentTest);
  });

  it('can be used by keyboard alone, all of it', async () => {
    frame = await dashboardFrame(editor.page);
    await frame.locator('body[data-story=told]').waitFor();
    const keys = keysOn(editor.page, frame);
    await comeBack();
    await keys.to(/^vscode-tab-header Overview/);
    await learningCurve(keys);
    await voice(keys);
    await fromAUnitToTheLens(keys);
    await lens(keys);
    await keys.toPage('Training', 1);
    await trainingFromInside(keys);
    await keys.toPage('Use', 2);
    await use(keys);
    await keys.toPage('Files', 1);
    await ledger(keys);
    await keys.toPage('Runs', -2);
    trainForLonger();
    await trainAnew(keys);
    await runs(keys);
  });

  /** The focus is in the dashboard again. */
  async function comeBack(): Promise<void> {
    await editor.run('Hidden State: Show Training Dashboard');
    await until(() => frame.evaluate(() => document.hasFocus()), Boolean);
  }

  /** Values, zoom, its data, files of it, axis, smoothing. */
  async function learningCurve({ press, to, back, changes, shown }: Keys): Promise<void> {
    await to(/Loss in bits per character/);
    await changes('.learning .where', 'ArrowLeft', 'ArrowLeft');
    await press('+', '+');
    await shown('.learning').getByText('Whole run').waitFor();
    await press('Escape');
    await shown('.learning').getByText('Whole run').waitFor({ state: 'hidden' });
    await back(/Data and export: Learning/);
    await press('Enter');
    await shown('dialog.data table').waitFor();
    for (const ending of ['csv', 'svg', 'png']) {
      await to(new RegExp(`Save as ${ending}`, 'i'));
      await press('Enter');
      await editor.page.locator('.quick-input-widget input').waitFor();
      await press('Enter');
      const file = join(trained.workspace, `learning.${ending}`);
      await until(async () => existsSync(file) && readFileSync(file).length > 500, Boolean);
      await comeBack();
    }
    await to(/^dialog.* Close|^button Close/);
    await press('Enter');
    await shown('dialog.data').waitFor({ state: 'hidden' });
    await back(/Horizontal axis/);
    await press('Enter', 'ArrowDown', 'Enter');
    await back(/Smoothing/);
    await changes('.learning .slider output', 'ArrowRight');
  }

  /** Played from the first sample, picked by hand, with a prompt and a temperature of one's own; an earlier one read again. */
  async function voice({ press, to, changes, says, has, type }: Keys): Promise<void> {
    await to(/Play the samples/);
    await changes('.sample', 'Enter');
    await to(/^input Sample/);
    await press('Home');
    await changes('.sample', 'End');
    await to(/^vscode-textfield Prompt/);
    await type('The ');
    await press('Enter');
    await says('.sample-prompt', /^The $/);
    await to(/Temperature/);
    await changes('.sampling output', 'ArrowRight');
    await to(/^button \d:\d\d/);
    await press('Enter');
    await has('aria-pressed', 'true');
    await press('Enter');
  }

  async function fromAUnitToTheLens({ press, to, says, shown }: Keys): Promise<void> {
    await to(/^canvas/);
    await press('ArrowDown', 'ArrowDown');
    await says('.hidden-state .readout', /unit \d+ after/i);
    await press('Enter');
    await shown('vscode-tab-header[active]').getByText('Neurons').waitFor();
  }

  /** Gates, what mattered, the editor's colours, the units that mark a passage or a text, all units at once. */
  async function lens({ press, to, back, changes, has, says, type }: Keys): Promise<void> {
    await to(/^button Update gate/);
    await changes('.lens-heading', 'Enter');
    await to(/^button Looking back/);
    await press('Enter');
    await says('.looking-back .hint', /was expected with/);
    await to(/^div Held-out text/);
    await changes('.looking-back .hint', 'ArrowDown', 'ArrowRight', 'ArrowRight');
    await back(/^button Colours of the unit/);
    await press('Enter');
    await to(/^button Colour the editor/);
    await press('Enter');
    await has('aria-pressed', 'true');
    await press('Enter');
    await has('aria-pressed', 'false');
    await to(/^div Held-out text/);
    await press('Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await says('#unit-list-title', /Units that mark the passage/);
    await to(/^button Clear the passage/);
    await press('Enter');
    await says('#unit-list-title', /units have a name/);
    await back(/^vscode-textfield Find units/);
    await type('the');
    await says('#unit-list-title', /Units that mark the passage/);
    await to(/^button \d+/);
    await press('Tab');
    await changes('.lens-heading', 'Enter');
    await back(/^canvas/);
    await changes('.lens-heat .readout', 'ArrowUp', 'ArrowLeft');
  }

  async function trainingFromInside({ press, to, says }: Keys): Promise<void> {
    for (const measure of ['Gradient norm', 'Update ratio', 'Learning rate', 'Speed']) {
      await to(new RegExp(`^div ${measure}:`));
      await press('ArrowLeft');
      await says(`section[aria-label="${measure}"] .readout .where`, /\d/);
    }
    await to(/Data and export: Where the time goes/);
    await to(/^div Events/);
  }

  /** What suggestions save is measured; the setting moves with the point. */
  async function use({ press, to, has, says }: Keys): Promise<void> {
    await to(/^vscode-button Measure/);
    await press('Enter');
    await useMeasured(frame);
    await to(/How sure a suggestion must be/);
    await press('ArrowRight');
    await has('aria-valuenow', '2');
    await says('.use-headline', /quiet/);
    await press('ArrowLeft');
    await has('aria-valuenow', '1');
  }

  /** A file found, the list sorted; the file left out, taken back, opened. */
  async function ledger({ press, to, back, type, shown, says }: Keys): Promise<void> {
    await to(/^vscode-textfield Search files/);
    await type('scratch');
    await until(
      () => shown('.ledger tbody tr').count(),
      (rows) => rows === 1,
    );
    await to(/^button Bits per character/);
    await press('Enter');
    await shown('th[aria-sort=descending]').waitFor();
    await to(/Leave out .*scratch\.md/);
    await press('Enter');
    await says('.ledger tbody', /left out from the next training on/);
    await to(/Take back .*scratch\.md/);
    await press('Enter');
    await says('.ledger tbody', /learned from/);
    await back(/^button scratch\.md/);
    await press('Enter');
    await editor.textFocused();
    await comeBack();
  }

  /** So that it is still under way when it is stopped, however slow the machine is. */
  function trainForLonger(): void {
    const file = join(trained.workspace, '.vscode/settings.json');
    const settings = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...settings, 'hiddenState.training.seconds': 300 }));
  }

  async function trainAnew({ press, to, back, says }: Keys): Promise<void> {
    await back(/^vscode-button Train on workspace/);
    await press('Enter');
    await editor.page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
    await press('ArrowDown', 'Enter');
    await says('.state-name', /^Training$/);
    await says('.figures', /Elapsed\d/);
    await comeBack();
    await to(/^vscode-button Pause/);
    await press('Enter');
    await says('.state-name', /^Paused$/);
    await to(/^vscode-button Resume/);
    await press('Enter');
    await says('.state-name', /^Training$/);
    await to(/^vscode-button Stop/);
    await press('Enter');
    await says('.state-name', /^Stopped$/);
  }

  /** The new run named, the old one compared with it and deleted. */
  async function runs({ press, to, type, shown }: Keys): Promise<void> {
    await to(/Name of the run/);
    await type('by keyboard');
    await press('Tab');
    const names = (): Promise<string[]> =>
      shown('.run-name').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await until(names, ([newest]) => newest === 'by keyboard');
    await to(/Compare the run of/);
    await press('Space');
    assert.equal(await shown('.run-choice input:checked:enabled').count(), 1);
    await to(/^button Delete the run of/);
    await press('Enter', 'Enter');
    await until(names, ({ length }) => length === 1);
  }
});
