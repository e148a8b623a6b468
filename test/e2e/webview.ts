// The dashboard's page inside the editor, as somebody meets it who has only keys: what has the focus, and how to get there.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Frame, Locator, Page } from 'playwright-core';
import { until } from './until.ts';

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

/** What suggestions save stands there: half a minute's work, done with what all others leave. */
export async function useMeasured(frame: Frame): Promise<void> {
  await frame.locator('.use-headline').filter({ visible: true }).waitFor({ timeout: 480_000 });
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

/** A keyboard on the dashboard, and what can be read there. */
export function keysOn(page: Page, frame: Frame) {
  const shown = (selector: string): Locator => frame.locator(selector).filter({ visible: true });
  /** What is empty takes up no room, and so is not shown. */
  const text = async (selector: string): Promise<string> => (await shown(selector).allTextContents())[0] ?? '';
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const to = (name: RegExp): Promise<void> => tabTo(page, frame, name);
  const back = (name: RegExp): Promise<void> => tabTo(page, frame, name, 'Shift+Tab');
  const says = (selector: string, wanted: RegExp): Promise<string> =>
    until(
      () => text(selector),
      (now) => wanted.test(now),
    );
  return {
    ...{ shown, text, press, to, back, says },
    type: (letters: string): Promise<void> => page.keyboard.type(letters),
    /** The attribute of what has the focus. */
    has: (attribute: string, wanted: string): Promise<string> =>
      until(
        () => frame.evaluate((name) => document.activeElement?.getAttribute(name) ?? '', attribute),
        (now) => now === wanted,
      ),
    /** What stands there is another text after these keys. */
    changes: async (selector: string, ...keys: string[]): Promise<void> => {
      const before = await text(selector);
      await press(...keys);
      await until(
        () => text(selector),
        (now) => now !== before,
      );
    },
    /** From what is open to the page of this title, `tabs` of them away: less than 0 are on the left. */
    toPage: async (title: string, tabs: number): Promise<void> => {
      await back(/^vscode-tab-header/);
      await press(...Array<string>(Math.abs(tabs)).fill(tabs < 0 ? 'ArrowLeft' : 'ArrowRight'), 'Enter');
      await frame.locator('vscode-tab-header[active]', { hasText: title }).waitFor();
    },
  };
}

export type Keys = ReturnType<typeof keysOn>;
