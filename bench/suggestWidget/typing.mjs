// What a simulated user does in the page: waits for the suggest widget, or types a file and accepts whatever is right.
import { setTimeout as sleep } from 'node:timers/promises';

const typed = 'con';
const betweenKeysMs = 120;
/** After a key, before the user looks at what appeared. */
const lookMs = 400;

/** Milliseconds from the last key of an identifier until the widget is visible. Undefined: not within two seconds. */
export async function timeUntilWidget(page, trials) {
  const times = [];
  for (let trial = 0; trial < trials; trial++) {
    await page.keyboard.type(`${typed.slice(0, -1)}`, { delay: betweenKeysMs });
    // The key must not reach the page before the listener does.
    await page.evaluate((limitMs) => {
      globalThis.widgetOpened = new Promise((resolve) => {
        let start;
        document.addEventListener('keydown', () => (start = performance.now()), { once: true, capture: true });
        const isOpen = () => document.querySelector('.suggest-widget.visible .monaco-list-row') !== null;
        const look = () => {
          const now = performance.now();
          if (start !== undefined && isOpen()) resolve(now - start);
          else if (start !== undefined && now - start > limitMs) resolve(undefined);
          else requestAnimationFrame(look);
        };
        look();
      });
    }, 2000);
    await page.keyboard.press(typed.at(-1));
    times.push(await page.evaluate(() => globalThis.widgetOpened));
    for (const key of ['Escape', 'Escape', 'End', 'Enter']) await page.keyboard.press(key);
    await sleep(300);
  }
  const opened = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  return { opened: opened.length, medianMs: round(opened[Math.floor(opened.length / 2)]), timesMs: times.map(round) };
}

const round = (ms) => (ms === undefined ? undefined : Math.round(ms));

/**
 * Types the first lines with text. The user accepts ghost text whose first word is right, word by word, and the first entry of the list
 * if it completes the identifier. Returns keystrokes and how often each was visible.
 */
export async function typeFile(page, text, lines) {
  const wanted = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, lines);
  const count = { characters: 0, keystrokes: 0, widget: 0, ghost: 0, acceptedGhost: 0, acceptedList: 0 };
  for (const line of wanted) {
    for (let at = 0; at < line.length;) {
      const seen = await visible(page);
      const rest = line.slice(at);
      const word = /^\s*(?:[\p{L}\p{N}_$]+|[^\p{L}\p{N}_$\s]+)/u.exec(seen.ghost)?.[0] ?? '';
      const entry = completionOf(seen.entry, line.slice(0, at));
      count.widget += Number(seen.widget);
      count.ghost += Number(seen.ghost !== '');
      if (word.length > 1 && rest.startsWith(word)) {
        await page.keyboard.press('Control+ArrowRight');
        at += word.length;
        count.acceptedGhost++;
      } else if (entry.length > 1 && isWhole(rest, entry)) {
        await page.keyboard.press('Enter');
        at += entry.length;
        count.acceptedList++;
      } else {
        await page.keyboard.type(line[at]);
        at++;
      }
      count.keystrokes++;
      await sleep(lookMs);
    }
    count.characters += line.length;
    for (const key of ['Escape', 'Escape', 'End', 'Enter']) await page.keyboard.press(key);
  }
  return { ...count, saved: 1 - count.keystrokes / count.characters };
}

/** Ghost text, and the selected entry of the widget. */
function visible(page) {
  return page.evaluate(() => {
    const ghost = [...document.querySelectorAll('[class*="ghost-text-decoration"]')].map((each) => each.textContent);
    const row = document.querySelector('.suggest-widget.visible .monaco-list-row.focused .label-name');
    const isOpen = document.querySelector('.suggest-widget.visible .monaco-list-row') !== null;
    return { ghost: ghost.join('').replaceAll('\u00a0', ' '), entry: row?.textContent ?? '', widget: isOpen };
  });
}

/** What the entry adds to the identifier before the caret. */
function completionOf(entry, before) {
  const [start] = /[\p{L}\p{N}_$]*$/u.exec(before);
  return entry.startsWith(start) ? entry.slice(start.length) : '';
}

const isWhole = (rest, entry) => rest.startsWith(entry) && !/^[\p{L}\p{N}_$]/u.test(rest.slice(entry.length));
