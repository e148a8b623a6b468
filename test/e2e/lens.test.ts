// What a person finds out about a trained network: its units, how far back it looks, what its files cost; and the editor's text
// in a unit's colours. The page is left and comes back as it was.
import assert from 'node:assert/strict';
import type { Editor } from './editor.ts';
import { openTrained, pictureOfFailure, type Trained } from './trained.ts';
import { until } from './until.ts';

describe('a trained network, looked at', () => {
  let trained: Trained;
  let editor: Editor;

  before(async () => {
    trained = await openTrained({ 'hiddenState.training.seconds': 12 });
    ({ editor } = trained);
  });
  after(() => trained.close());
  afterEach(function () {
    return pictureOfFailure(editor, this.currentTest);
  });

  const tab = (name: string) => editor.dashboard.getByRole('tab', { name }).click();

  it('names its units, and lists all of them on demand', async () => {
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
    await editor.picture('lens');
  });

  it('finds by keys alone the units that mark a passage', async () => {
    await editor.dashboard.locator('.lens-text').focus();
    for (let i = 0; i < 4; i++) await editor.page.keyboard.press('Shift+ArrowRight');
    await editor.dashboard.getByText('Units that mark the passage').waitFor();
    await editor.dashboard.getByRole('button', { name: 'Clear the passage' }).click();
  });

  it('colours the text by a gate, which has names of its own', async () => {
    await editor.dashboard.getByRole('button', { name: 'Update gate', exact: true }).click();
    await editor.dashboard.locator('.lens-heading').getByText('Update gate of unit').waitFor();
    await editor.dashboard.getByText('gates of this kind have a name').waitFor();
    const shades = editor.dashboard.locator('.lens-text [data-shade]:not([data-shade="0"])');
    await until(
      () => shades.count(),
      (count) => count > 100,
    );
    await editor.picture('gate');
    await editor.dashboard.getByRole('button', { name: 'Colours of the unit', exact: true }).click();
  });

  it('tells what mattered for a character', async () => {
    await editor.dashboard.getByRole('button', { name: 'Looking back', exact: true }).click();
    await editor.dashboard.locator('.looking-back').getByText('was expected with').waitFor();
    await editor.dashboard.locator('.look-back .bar').first().waitFor();
    await editor.picture('looking-back');
  });

  it('colours the text of the editor by a unit, and takes the colours away again', async () => {
    const coloured = (): Promise<number> => editor.page.locator('.view-overlays [class*="ced-"]').count();
    await editor.dashboard.getByRole('button', { name: 'Colour the editor' }).click();
    await until(coloured, (count) => count > 3);
    await editor.picture('coloured-editor');
    await editor.run('Hidden State: Stop coloring text');
    await until(coloured, (count) => count === 0);
  });

  it('tells what each file costs', async () => {
    await tab('Files');
    await until(
      () => editor.dashboard.locator('td.bits').allTextContents(),
      (bits) => bits.length > 3 && bits.some((text) => Number(text) > 0),
    );
    await editor.picture('files');
  });

  it('looks as it did after the window was reloaded', async () => {
    await tab('Neurons');
    await editor.run('Developer: Reload Window');
    await editor.status.waitFor();
    const mode = editor.dashboard.getByRole('button', { name: 'Looking back', exact: true });
    await mode.waitFor();
    assert.equal(await mode.getAttribute('aria-pressed'), 'true');
    await editor.dashboard.locator('.unit').first().waitFor();
  });
});
