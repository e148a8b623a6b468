// The dashboard in German, whose words are longer, at the width of a side bar: the page of the terminal with the German texts.
import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Browser, Page, Route } from 'playwright-core';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { projectNode, root } from '../../scripts/build/setup.mjs';
import { runSummary } from '../unit/protocol/exampleRun.ts';

/** A narrow side bar. */
const width = 260;
const german = readFileSync(join(root, 'l10n/bundle.l10n.de.json'), 'utf8').replaceAll('<', '\\u003c');
const pages = ['Überblick', 'Neuronen', 'Training', 'Läufe', 'Vorschläge', 'Dateien'];

describe('the dashboard in German', () => {
  let program: ChildProcessByStdio<null, Readable, null>;
  let browser: Browser;
  let page: Page;

  before(async () => {
    const args = ['ui', 'samples', '--steps', '60', '--hidden-size', '32', '--threads', '1', '--json'];
    program = spawn(projectNode, [join(root, 'src/cli/main.ts'), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(program.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { readonly url: string };
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width, height: 1000 } });
    const replace = (change: (body: string) => string) => async (route: Route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    };
    const strings = '<script type="application/json" id="strings">';
    await page.route(
      ({ pathname }) => pathname === '/',
      replace((body) =>
        body
          .replace(new RegExp(`${strings}[^<]*`, 'u'), () => strings + german)
          .replace(/<html lang="[^"]*"/u, '<html lang="de"'),
      ),
    );
    // As in the editor, which shows all pages.
    await page.route(
      ({ pathname }) => pathname.endsWith('/bridge.js'),
      replace((body) => body.replace(/dataset\.host\s*=\s*["']terminal["']/u, 'dataset.host="editor"')),
    );
    await page.goto(url);
    await page.locator('header[data-status=ended]').waitFor({ timeout: 120_000 });
    const ids = ['a', 'b', 'c'];
    const runs = ids.map((id) => runSummary({ id, bitsPerChar: 2, endReason: 'stopped improving' }));
    const message = { type: 'runs', current: 'a', inUse: 'b', restorable: ['a', 'b'], runs };
    await page.evaluate((told) => window.postMessage(told, '*'), message);
  });
  after(async () => {
    await browser.close();
    program.kill();
  });

  for (const title of pages) {
    it(`fits a side bar: ${title}`, async () => {
      await page.locator('vscode-tab-header', { hasText: title }).click();
      await page.locator('vscode-tab-header[active]', { hasText: title }).waitFor();
      // All runs are compared.
      for (const box of await page.locator('.run-choice input:enabled').all()) await box.check();
      await page.waitForTimeout(1000);
      if (title === 'Neuronen') await page.locator('.unit-list').waitFor();
      mkdirSync(join(root, 'out/e2e'), { recursive: true });
      await page.screenshot({ path: join(root, `out/e2e/German side bar ${title}.png`), fullPage: true });
      const wider = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'body, .page, .page section, .data-rows, .analyze, button, vscode-button',
          ),
        ]
          .filter((each) => each.offsetWidth > 0)
          .filter((each) => each.scrollWidth > each.clientWidth || each.getBoundingClientRect().right > innerWidth)
          .map((each) => `${each.className} ${each.scrollWidth} > ${each.clientWidth}: ${each.innerText.slice(0, 60)}`),
      );
      assert.deepEqual(wider, []);
      const cut = await page.locator('vscode-textfield').evaluateAll((fields) => {
        const pen = document.createElement('canvas').getContext('2d')!;
        return fields.flatMap((field) => {
          const input = field.shadowRoot!.querySelector('input')!;
          const { font, paddingLeft, paddingRight } = getComputedStyle(input);
          pen.font = font;
          const room = input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
          return input.clientWidth === 0 || pen.measureText(input.placeholder).width <= room ? [] : [input.placeholder];
        });
      });
      assert.deepEqual(cut, [], 'placeholders that are cut');
    });
  }
});
