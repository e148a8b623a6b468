// The dashboard inside the editor: its frame, accessibility checks, and keyboard navigation.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Frame, Locator, Page } from 'playwright-core';
import { until } from './until.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Every element of a page is reachable with this many presses of Tab. */
const maxPresses = 80;

export interface Violation {
  readonly rule: string;
  readonly nodes: readonly string[];
}

/** The frame of the dashboard, once it is drawn. */
export async function dashboardFrame(page: Page): Promise<Frame> {
  const element = await page.frameLocator('iframe.webview.ready').locator('iframe#active-frame').elementHandle();
  const frame = await element?.contentFrame();
  assert.ok(frame, 'the dashboard has a frame');
  await frame.locator('main').waitFor();
  return frame;
}

/** Waits until the page has not changed for a moment, or for a second, and transitions have ended. */
export function untilDrawn(frame: Frame): Promise<void> {
  return frame.evaluate(async () => {
    await new Promise<void>((settle) => {
      let timer = setTimeout(settle, 200);
      const observer = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(settle, 200);
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      setTimeout(() => {
        observer.disconnect();
        settle();
      }, 1000);
    });
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 60_000);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Opens the page with this title by mouse, and waits until it is drawn. */
export async function openPage(frame: Frame, title: string): Promise<void> {
  await frame.locator('vscode-tab-header', { hasText: title }).click();
  await frame.locator('vscode-tab-header[active]', { hasText: title }).waitFor();
  await untilDrawn(frame);
}

/** The texts of the buttons and paragraphs that reach beyond the edges of the page. */
export function cutOff(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('vscode-button, h2, p')]
      .filter((each) => {
        const { left, right } = each.getBoundingClientRect();
        return each.offsetWidth > 0 && (left < 0 || right > innerWidth);
      })
      .map(({ innerText }) => innerText),
  );
}

/** Counts the pixels of a chart that have the color. Runs in the page. */
export function pixelsOfColor(color: string): number {
  const canvas = [...document.querySelectorAll<HTMLCanvasElement>('.plot canvas')].find((one) => one.offsetWidth > 0);
  if (!canvas) return 0;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  const [red, green, blue] = (color.match(/[\d.]+/g) ?? []).map(Number);
  let pixels = 0;
  for (let at = 0; at < data.length; at += 4) {
    pixels += Number(data[at] === red && data[at + 1] === green && data[at + 2] === blue);
  }
  return pixels;
}

/** Waits for the measurement of suggestions. It takes half a minute of idle time of the machine. */
export async function suggestionsMeasured(frame: Frame): Promise<void> {
  await frame.locator('.suggestions-headline').filter({ visible: true }).waitFor({ timeout: 480_000 });
}

/** The accessibility violations that axe finds on the current page, by all of its rules or by those about colors. */
export async function violations(frame: Frame, rules: 'all' | 'colors' = 'all'): Promise<readonly Violation[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource);
  return frame.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: unknown,
          options: {
            readonly resultTypes: readonly 'violations'[];
            readonly runOnly?: { readonly type: 'rule'; readonly values: readonly string[] };
          },
        ): Promise<{ violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[] }>;
      };
    };
    // Without the details of all elements that have none.
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(rules === 'colors' && { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }),
    });
    return violations.map(({ id, nodes }) => ({
      rule: id,
      nodes: nodes.map(({ html, any }) => `${html.slice(0, 200)} ${any.map(({ message }) => message).join('; ')}`),
    }));
  }, rules);
}

/** Tag and label or text of the focused element, through shadow roots. */
export function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    let active = document.activeElement;
    let outer = '';
    while (active) {
      const labelText = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : undefined;
      const name = active.getAttribute('aria-label') ?? active.getAttribute('label') ?? labelText;
      outer = [outer, active.tagName.toLowerCase(), name ?? active.textContent?.trim().slice(0, 60) ?? '']
        .filter((part) => part !== '')
        .join(' ');
      active = active.shadowRoot?.activeElement ?? null;
    }
    return outer;
  });
}

/** Presses Tab until the name of the focused element matches. */
export async function tabTo(page: Page, frame: Frame, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const visited: string[] = [];
  for (let presses = 0; presses < maxPresses; presses++) {
    const now = await focused(frame);
    if (name.test(now)) return;
    visited.push(now);
    await page.keyboard.press(key);
  }
  assert.fail(`${name} cannot be reached with Tab:\n${[...new Set(visited)].join('\n')}`);
}

/** Actions of a keyboard user on the dashboard, and the visible results. */
export function keysOn(page: Page, frame: Frame) {
  const shown = (selector: string): Locator => frame.locator(selector).filter({ visible: true });
  /** '' for an element without text, because it has no size and is not visible. */
  const text = async (selector: string): Promise<string> => (await shown(selector).allTextContents())[0] ?? '';
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const to = (name: RegExp): Promise<void> => tabTo(page, frame, name);
  const back = (name: RegExp): Promise<void> => tabTo(page, frame, name, 'Shift+Tab');
  const shows = (selector: string, wanted: RegExp): Promise<string> =>
    until(
      () => text(selector),
      (now) => wanted.test(now),
    );
  return {
    shown,
    text,
    press,
    to,
    back,
    shows,
    type: (letters: string): Promise<void> => page.keyboard.type(letters),
    /** Waits until the focused element has this attribute value. */
    has: (attribute: string, wanted: string): Promise<string> =>
      until(
        () => frame.evaluate((name) => document.activeElement?.getAttribute(name) ?? '', attribute),
        (now) => now === wanted,
      ),
    /** Waits until the keys have changed the text. */
    changes: async (selector: string, ...keys: string[]): Promise<void> => {
      const before = await text(selector);
      await press(...keys);
      await until(
        () => text(selector),
        (now) => now !== before,
      );
    },
    /** Opens the page with this title, `tabs` tabs to the right of the open one; negative: to the left. */
    toPage: async (title: string, tabs: number): Promise<void> => {
      await back(/^vscode-tab-header/);
      await press(...Array<string>(Math.abs(tabs)).fill(tabs < 0 ? 'ArrowLeft' : 'ArrowRight'), 'Enter');
      await frame.locator('vscode-tab-header[active]', { hasText: title }).waitFor();
    },
  };
}

export type Keys = ReturnType<typeof keysOn>;
