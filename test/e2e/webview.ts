// The dashboard's page inside the editor, as somebody meets it who has only keys: what has the focus, and how to get there.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

/** The axe that the browser tests' own package brings. */
const axeFile = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
);
const axeSource = readFileSync(axeFile, 'utf8');
/** Tab presses within which everything on a page can be reached. */
const mostPresses = 80;

export interface Violation {
  readonly rule: string;
  readonly nodes: readonly string[];
}

/** The frame with the page, once it is drawn. */
export async function dashboardFrame(page: Page): Promise<Frame> {
  const element = await page.frameLocator('iframe.webview.ready').locator('iframe#active-frame').elementHandle();
  const frame = await element?.contentFrame();
  assert.ok(frame, 'the dashboard has a frame');
  await frame.locator('main').waitFor();
  return frame;
}

/** What axe has to say against the page as it stands. */
export async function violations(frame: Frame): Promise<readonly Violation[]> {
  await frame.evaluate(axeSource);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: unknown,
        ): Promise<{ violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document);
    return violations.map(({ id, nodes }) => ({
      rule: id,
      nodes: nodes.map(({ html, any }) => `${html.slice(0, 200)} ${any.map(({ message }) => message).join('; ')}`),
    }));
  });
}

/** Name of the element that has the focus, through shadow roots: its label, text or class. */
export function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    let active = document.activeElement;
    let outer = '';
    while (active) {
      const labelled = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : undefined;
      const name = active.getAttribute('aria-label') ?? active.getAttribute('label') ?? labelled;
      outer = [outer, active.tagName.toLowerCase(), name ?? active.textContent?.trim().slice(0, 60) ?? '']
        .filter((part) => part !== '')
        .join(' ');
      active = active.shadowRoot?.activeElement ?? null;
    }
    return outer;
  });
}

/** Presses Tab until what has the focus is called so. */
export async function tabTo(page: Page, frame: Frame, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const met: string[] = [];
  for (let presses = 0; presses < mostPresses; presses++) {
    const now = await focused(frame);
    if (name.test(now)) return;
    met.push(now);
    await page.keyboard.press(key);
  }
  assert.fail(`${name} is not among what Tab reaches:\n${[...new Set(met)].join('\n')}`);
}
