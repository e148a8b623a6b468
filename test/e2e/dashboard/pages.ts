// All pages in the real editor: screenshots in four themes and three widths, without accessibility violations.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Editor } from '../editor.ts';
import type { Trained } from '../trained.ts';
import { until } from '../until.ts';
import { dashboardFrame, openPage, suggestionsMeasured, violations } from '../webview.ts';

/** Name -> display name and kind in the editor. */
const themes = {
  dark: ['Dark Modern', 'vs-dark'],
  light: ['Light Modern', 'vs'],
  'high contrast': ['Dark High Contrast', 'hc-black'],
  'high contrast light': ['Light High Contrast', 'hc-light'],
} as const;
const pages = ['Overview', 'Neurons', 'Training', 'Runs', 'Suggestions', 'Files'];
const wide = { width: 1440, height: 1500 };
const narrow = { width: 560, height: 1000 };
const sideBar = { width: 380, height: 1000 };

export const describePages = (trained: () => Trained) =>
  describe('its pages', () => {
    let editor: Editor;
    let frame: Frame;
    const dashboard = (selector: string) => frame.locator(selector).filter({ visible: true });
    const text = async (selector: string): Promise<string> => (await dashboard(selector).first().textContent()) ?? '';

    before(async () => {
      ({ editor } = trained());
      frame = await dashboardFrame(editor.page);
      await openPage(frame, 'Overview');
    });
    after(() => editor.restoreSizes());

    it('shows the prediction at the caret, and follows the caret', async () => {
      const shares = () => text('.predictions');
      await until(shares, (now) => now.includes('%'));
      const before = await text('.caret-line');
      await editor.page.locator('.tab', { hasText: 'scratch.md' }).click();
      await editor.page.keyboard.press('Control+Home');
      for (let step = 0; step < 5; step++) await editor.page.keyboard.press('ArrowRight');
      await until(
        () => text('.caret-line'),
        (now) => now !== before,
      );
      assert.match(await text('.caret'), /scratch\.md/);
      await editor.picture('dashboard beside a text');
    });

    it('fills the window', async () => {
      await editor.maximize('Hidden State');
      await until(
        () => frame.evaluate(() => innerWidth),
        (width) => width > 1200,
      );
    });

    it('shows the keystrokes that suggestions save on held-out files', async () => {
      await openPage(frame, 'Suggestions');
      // Measured by keyboard before the reload, unless this test runs alone.
      if ((await dashboard('.suggestions-headline').count()) === 0)
        await frame.getByRole('button', { name: 'Measure' }).click();
      await suggestionsMeasured(frame);
      assert.match(
        await text('.suggestions-headline'),
        /suggestions save \d+\s?% of the keystrokes \(-?\d+\s?% to \d+\s?%\)/,
      );
      for (const chart of ['.confidence-section', '.components-section', '.calibration-section']) {
        await dashboard(`${chart} svg`).first().waitFor();
      }
    });

    for (const [name, [theme, kind]] of Object.entries(themes)) {
      it(`has no accessibility violations in the ${name} theme`, async () => {
        await editor.useTheme(theme);
        await editor.page.locator(`.monaco-workbench.${kind}`).waitFor();
        const found: unknown[] = [];
        // What the other rules find does not depend on the theme.
        const rules = name === 'dark' ? 'all' : 'colors';
        for (const [width, size] of Object.entries({ wide, narrow })) {
          await editor.page.setViewportSize(size);
          for (const title of pages) {
            await openPage(frame, title);
            await editor.picture(`dashboard ${name} ${width} ${title}`);
            found.push(...(await violations(frame, rules)).map((one) => ({ title, width, ...one })));
          }
        }
        await editor.page.setViewportSize(wide);
        assert.deepEqual(found, []);
      });
    }

    it('fits the width of a side bar, and respects reduced motion', async () => {
      const { page } = editor;
      await editor.useTheme('Dark Modern');
      await page.setViewportSize(sideBar);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const title of pages) {
        await openPage(frame, title);
        await editor.picture(`dashboard dark side bar ${title}`);
        const { wider, moving } = await frame.evaluate(() => ({
          wider: document.documentElement.scrollWidth - innerWidth,
          moving: document.getAnimations().length,
        }));
        assert.deepEqual({ title, wider: Math.max(0, wider), moving }, { title, wider: 0, moving: 0 });
        assert.deepEqual(await violations(frame), []);
      }
      await page.emulateMedia({ reducedMotion: null });
      await page.setViewportSize(wide);
    });
  });
