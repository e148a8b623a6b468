// All features of the dashboard, used by keyboard only.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import type { Editor } from '../editor.ts';
import { trainingEnded, type Trained } from '../trained.ts';
import { until } from '../until.ts';
import { dashboardFrame, keysOn, pixelsOfColor, suggestionsMeasured, type Keys } from '../webview.ts';

/** Of the files to which a chart is saved. */
const endings = ['csv', 'svg', 'png'];

export const describeKeyboard = (trained: () => Trained) =>
  describe('by keyboard', () => {
    let editor: Editor;
    let workspace: string;
    let frame: Frame;

    before(() => {
      ({ editor, workspace } = trained());
    });
    // The next attempt, and the next suite, begin with a new page.
    afterEach(async function () {
      if (this.currentTest?.isPassed()) return;
      for (const name of ['.vscode/settings.json', ...endings.map((ending) => `learning.${ending}`)])
        rmSync(join(workspace, name), { force: true });
      await editor.run('Developer: Reload Window');
      await editor.status.waitFor();
      // A new window has no hidden state to show before it trains. The first choice is to continue.
      await editor.runWithList('Hidden State: Train RNN on workspace');
      await editor.page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
      await editor.press('Enter');
      await editor.dashboard.locator('.status-name').getByText('Training', { exact: true }).waitFor();
      await trainingEnded(editor);
    });

    it('can be used completely', async () => {
      frame = await dashboardFrame(editor.page);
      const keys = keysOn(editor.page, frame);
      await focusDashboard();
      await keys.to(/^vscode-tab-header/);
      const page = await frame
        .locator('vscode-tab-header')
        .evaluateAll((headers) => headers.findIndex((header) => header.hasAttribute('active')));
      if (page > 0) await keys.toPage('Overview', -page);
      await learningCurve(keys);
      await samples(keys);
      await openUnitFromHeatMap(keys);
      await neurons(keys);
      await keys.toPage('Training', 1);
      await trainingMetrics(keys);
      await keys.toPage('Files', 3);
      await files(keys);
      await keys.toPage('Runs', -2);
      const restoreLength = extendTraining();
      await trainFromScratch(keys);
      restoreLength();
      await runs(keys);
      // Last: the result belongs to the network, and later tests show it.
      await keys.toPage('Suggestions', 1);
      await suggestions(keys);
    });

    /** Moves the focus into the dashboard. What was open before may take it back a moment later. */
    async function focusDashboard(): Promise<void> {
      const hasFocus = (): Promise<boolean> => frame.evaluate(() => document.hasFocus());
      const focus = async (): Promise<boolean> => {
        await editor.run('Hidden State: Show training dashboard');
        await until(hasFocus, Boolean);
        await sleep(500);
        return hasFocus();
      };
      await until(focus, Boolean);
    }

    /** Reads values, zooms, saves the data as files. */
    async function learningCurve({ press, to, back, changes, shown }: Keys): Promise<void> {
      await to(/surprises the network.* Arrow keys/);
      await changes('.learning .where', 'ArrowLeft', 'ArrowLeft');
      await press('+', '+');
      await shown('.learning').getByText('Whole run').waitFor();
      await press('Escape');
      await shown('.learning').getByText('Whole run').waitFor({ state: 'hidden' });
      await back(/Data and export: Learning/);
      await press('Enter');
      await shown('dialog.data table').waitFor();
      for (const ending of endings) {
        await to(new RegExp(`Save as ${ending}`, 'i'));
        await press('Enter');
        await editor.quickInput.waitFor();
        await press('Enter');
        const file = join(workspace, `learning.${ending}`);
        await until(async () => existsSync(file) && readFileSync(file).length > 500, Boolean);
        await focusDashboard();
      }
      await to(/^dialog.* Close|^button Close/);
      await press('Enter');
      await shown('dialog.data').waitFor({ state: 'hidden' });
    }

    /** Changes the prompt, plays the samples, selects one by slider, changes their variety, reads an earlier sample. */
    async function samples({ press, to, back, changes, shows, has, type }: Keys): Promise<void> {
      await to(/^vscode-textfield Prompt/);
      await type('The ');
      await press('Enter');
      await shows('.sample-prompt', /^The $/);
      // A short training has made one sample only: with that of the prompt, there are two to play.
      await back(/Play the samples/);
      await changes('.sample', 'Enter');
      await to(/^input Sample/);
      await press('Home');
      await changes('.sample', 'End');
      await to(/Variety/);
      await changes('.sampling output', 'ArrowRight');
      await to(/^button \d:\d\d/);
      await press('Enter');
      await has('aria-pressed', 'true');
      await press('Enter');
    }

    async function openUnitFromHeatMap({ press, to, shows, shown }: Keys): Promise<void> {
      await to(/^canvas/);
      await press('ArrowDown', 'ArrowDown');
      await shows('.hidden-state .readout', /unit \d+ after/i);
      await press('Enter');
      await shown('vscode-tab-header[active]').getByText('Neurons').waitFor();
    }

    /** Gates, attribution, editor colors, units that respond to a passage or a text, the heat map of all units. */
    async function neurons({ press, to, back, changes, has, shows, type }: Keys): Promise<void> {
      await to(/^button Update gate/);
      await changes('.unit-description', 'Enter');
      await to(/^button Attribution/);
      await press('Enter');
      await shows('.attribution .hint', /had a probability of/);
      await to(/^div Held-out text/);
      await changes('.attribution .hint', 'ArrowDown', 'ArrowRight', 'ArrowRight');
      await back(/^button Unit activation/);
      await press('Enter');
      await to(/^button Color the editor/);
      await press('Enter');
      await has('aria-pressed', 'true');
      await press('Enter');
      await has('aria-pressed', 'false');
      await to(/^div Held-out text/);
      await press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
      await shows('#unit-list-title', /Units that respond to the passage/);
      await to(/^button Clear the passage/);
      await press('Enter');
      await shows('#unit-list-title', /units have a name/);
      await back(/^vscode-textfield Find units/);
      await type('the');
      await shows('#unit-list-title', /Units that respond to the passage/);
      await to(/^button \d+/);
      await press('Tab');
      await changes('.unit-description', 'Enter');
      await back(/^vscode-textfield Find units/);
      await press('Backspace', 'Backspace', 'Backspace');
      await shows('#unit-list-title', /units have a name/);
      await back(/^canvas/);
      await changes('.unit-heat-map .readout', 'ArrowUp', 'ArrowLeft');
    }

    /** Changes smoothing and axis of the learning curve, and reads the other charts. */
    async function trainingMetrics({ press, to, changes, shows }: Keys): Promise<void> {
      await to(/Smooth the curve/);
      await changes('.learning .slider output', 'ArrowRight');
      await to(/Horizontal axis/);
      await press('Enter', 'ArrowDown', 'Enter');
      for (const metric of ['Gradient norm', 'Update ratio', 'Learning rate', 'Speed']) {
        await to(new RegExp(`^div ${metric}:`));
        await press('ArrowLeft');
        await shows(`section[aria-label="${metric}"] .readout .where`, /\d/);
      }
      await to(/Data and export: Where the time goes/);
      await to(/^div Events/);
    }

    /** Measures suggestions, and changes the confidence level with the slider. */
    async function suggestions({ press, to, has, shows }: Keys): Promise<void> {
      await to(/^vscode-button Measure/);
      await press('Enter');
      await suggestionsMeasured(frame);
      await to(/Confidence level/);
      await press('ArrowRight');
      await has('aria-valuenow', '2');
      await shows('.suggestions-headline', /quiet/);
      await press('ArrowLeft');
      await has('aria-valuenow', '1');
    }

    /** Finds a file, sorts the table, excludes, includes and opens the file. */
    async function files({ press, to, back, type, shown, shows }: Keys): Promise<void> {
      await to(/^vscode-textfield Search files/);
      await type('scratch');
      await until(
        () => shown('.files-table tbody tr').count(),
        (rows) => rows === 1,
      );
      await to(/^button Characters/);
      await press('Enter');
      await shown('th[aria-sort$=scending]').getByText('Characters', { exact: true }).waitFor();
      await to(/Exclude .*scratch\.md/);
      await press('Enter');
      await shows('.files-table tbody', /excluded by you; the network knows it until you start a new one/);
      await to(/Include .*scratch\.md/);
      await press('Enter');
      await shows('.files-table tbody', /training text/);
      await back(/^button scratch\.md/);
      await press('Enter');
      await editor.textFocused();
      await focusDashboard();
      // The focus is in the row, or has been there.
      await back(/^vscode-textfield Search files/);
      await press(...Array<string>('scratch'.length).fill('Backspace'));
      await until(
        () => shown('.files-table tbody tr').count(),
        (rows) => rows > 1,
      );
    }

    /** Makes the next training long enough to be stopped, also on a slow machine. Returns what removes the setting. */
    function extendTraining(): () => void {
      const file = join(workspace, '.vscode/settings.json');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ 'hiddenState.training.seconds': 300 }));
      return () => rmSync(file);
    }

    async function trainFromScratch({ press, to, back, shows }: Keys): Promise<void> {
      await back(/^vscode-button Train on workspace/);
      await press('Enter');
      await editor.page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
      await press('ArrowDown', 'Enter');
      await shows('.status-name', /^Training$/);
      await shows('.figures', /Training time\s*\d/);
      await focusDashboard();
      await to(/^vscode-button Pause/);
      await press('Enter');
      await shows('.status-name', /^Paused$/);
      await to(/^vscode-button Resume/);
      await press('Enter');
      await shows('.status-name', /^Training$/);
      await to(/^vscode-button Stop/);
      await press('Enter');
      await shows('.status-name', /^Stopped$/);
    }

    /** The color of the run that is compared with the newest. */
    const comparedColor = (): Promise<string> =>
      frame
        .locator('.run-swatch')
        .nth(1)
        .evaluate((swatch) => getComputedStyle(swatch).backgroundColor);

    /** Names and tags the new run, compares the old one, makes its weights the active ones, and deletes a run. */
    async function runs({ press, to, back, type, shown }: Keys): Promise<void> {
      await to(/Name of the run/);
      await type('by keyboard');
      await press('Tab');
      const names = (): Promise<string[]> =>
        shown('.run-name').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
      const before = await until(names, ([newest]) => newest === 'by keyboard');
      await to(/Tags of the run/);
      await type('quick, small, quick');
      await press('Tab');
      await until(
        () => shown('.run-tags').first().inputValue(),
        (tags) => tags === 'quick, small',
      );
      await to(/Compare the run of/);
      await press('Space');
      assert.equal(await shown('.run-choice input:checked:enabled').count(), 1);
      await shown('.run-comparison .differs').first().waitFor();
      await until(
        () => comparedColor().then((color) => frame.evaluate(pixelsOfColor, color)),
        (pixels) => pixels > 200,
      );
      await editor.picture('two runs');
      await to(/^button Only differences/);
      await press('Space');
      await until(
        () => shown('.run-comparison tbody tr:not(.differs)').count(),
        (equal) => equal > 0,
      );
      await back(/^button Use the network of the run/);
      await press('Enter', 'Enter');
      await until(
        () => shown('.runs-table tr.is-current .run-name').inputValue(),
        (name) => name !== 'by keyboard',
      );
      await back(/^vscode-tab-header/);
      await to(/^button Delete the run of/);
      await press('Enter', 'Enter');
      await until(names, ({ length }) => length === before.length - 1);
    }
  });
