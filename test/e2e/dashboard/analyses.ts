// Analyses of a trained network: units, attribution, loss per file, and coloring the editor by a unit. The page restores its
// view after a reload.
import assert from 'node:assert/strict';
import type { Editor } from '../editor.ts';
import type { Trained } from '../trained.ts';
import { until } from '../until.ts';

export const describeAnalyses = (trained: () => Trained) =>
  describe('the analyses of a trained network', () => {
    let editor: Editor;

    before(() => {
      ({ editor } = trained());
    });

    const tab = (name: string) => editor.dashboard.getByRole('tab', { name }).click();

    it('name units, and list all units on request', async () => {
      await tab('Neurons');
      await editor.dashboard.locator('#unit-list-title').waitFor();
      const list = () =>
        editor.dashboard.locator('body').evaluate((body) => ({
          units: body.querySelectorAll('.unit').length,
          title: body.querySelector('#unit-list-title')?.textContent ?? '',
        }));
      await until(list, ({ units, title }) => title.startsWith(`${units} of `) && title.endsWith(' units have a name'));
      await editor.dashboard.getByRole('button', { name: 'All units', exact: true }).click();
      await until(list, ({ units, title }) => title.includes(` of ${units} units `));
      await editor.picture('neurons');
    });

    it('color the text by a gate, which has its own names', async () => {
      await editor.dashboard.getByRole('button', { name: 'Update gate', exact: true }).click();
      await editor.dashboard.locator('.unit-description').getByText('Update gate of unit').waitFor();
      await editor.dashboard.getByText('gates of this kind have a name').waitFor();
      const shades = editor.dashboard.locator('.colored-text [data-shade]:not([data-shade="0"])');
      await until(
        () => shades.count(),
        (count) => count > 100,
      );
      await editor.picture('gate');
      await editor.dashboard.getByRole('button', { name: 'Unit activation', exact: true }).click();
    });

    it('show the attribution of a character', async () => {
      await editor.dashboard.getByRole('button', { name: 'Attribution', exact: true }).click();
      await editor.dashboard.locator('.attribution').getByText('had a probability of').waitFor();
      await editor.dashboard.locator('.attribution-chart .bar').first().waitFor();
      await editor.picture('attribution');
    });

    it('color the editor by a unit, and remove the colors again', async () => {
      const coloredRanges = (): Promise<number> => editor.page.locator('.view-overlays [class*="ced-"]').count();
      await editor.dashboard.getByRole('button', { name: 'Color the editor' }).click();
      await until(coloredRanges, (count) => count > 3);
      await editor.picture('colored-editor');
      await editor.run('Hidden State: Stop coloring text');
      await until(coloredRanges, (count) => count === 0);
    });

    it('show the loss of each file', async () => {
      await tab('Files');
      const bitsOfFiles = () => editor.dashboard.locator('td.bits').allTextContents();
      await until(bitsOfFiles, ({ length }) => length > 3);
      // The measurement costs time and battery: it waits for the user.
      await editor.page.waitForTimeout(1500);
      assert.ok((await bitsOfFiles()).every((text) => !/\d/u.test(text)));
      await editor.dashboard.getByRole('button', { name: 'Measure each file' }).click();
      await until(bitsOfFiles, (bits) => bits.length > 3 && bits.some((text) => Number(text) > 0));
      await editor.picture('files');
    });

    it('restore the view after a window reload', async () => {
      await tab('Neurons');
      await editor.run('Developer: Reload Window');
      await editor.status.waitFor();
      const mode = editor.dashboard.getByRole('button', { name: 'Attribution', exact: true });
      await mode.waitFor();
      assert.equal(await mode.getAttribute('aria-pressed'), 'true');
      await editor.dashboard.locator('.unit').first().waitFor();
    });
  });
