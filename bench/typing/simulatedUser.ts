// Types text in the editor with the rhythm and the reactions of the simulated user, who does not stop for suggestions (`completion/simulate/simulatedUser.ts`).
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { setTimeout as sleep } from 'node:timers/promises';
import { readingSlowdown } from '../../src/completion/decide/reactionTimes.ts';
import { acceptedRest, intervalsOf, lookAt, type Sight } from '../../src/completion/simulate/simulatedUser.ts';
import type { Editor } from '../../test/e2e/editor.ts';
import type { Typing } from './texts.ts';

export interface Typed {
  readonly keys: number;
  readonly accepted: number;
  /** Milliseconds from the acceptance to the next suggestion, where one came before the next key. */
  readonly nextMs: readonly number[];
}

/** The editor's own changes of typed text would make the script type other text than a person. */
export const plainTyping = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.acceptSuggestionOnCommitCharacter': false,
  'editor.acceptSuggestionOnEnter': 'off',
  'editor.linkedEditing': false,
  'editor.wordWrap': 'off',
  'html.autoClosingTags': false,
};

/** A suggestion that appeared at this time is another one if it differs by more than a few frames, milliseconds. */
const sameMs = 60;

/** Milliseconds until the rest of a suggestion is visible. */
const mostRestMs = 1000;
/** The same until what is accepted is visible in the text. */
const writtenMs = 400;

/** Opens the file with the caret at the place of the text, and types it. */
export async function type(
  editor: Editor,
  { file, content, at, text }: Typing,
  { msPerKey, random }: { readonly msPerKey: number; readonly random: RandomGenerator },
): Promise<Typed> {
  const { page } = editor;
  await editor.openFile(file);
  const before = content.slice(0, at).split('\n');
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  if (/^\s/u.test(before.at(-1)!)) await page.keyboard.press('Home');
  for (let column = 0; column < before.at(-1)!.length; column++) await page.keyboard.press('ArrowRight');
  await sleep(1000);
  const intervals = intervalsOf(text, msPerKey, random);
  const nextMs: number[] = [];
  let [keys, accepted] = [0, 0];
  let seen: (Sight & { readonly sinceMs: number }) | undefined;
  let due = performance.now();
  for (let typed = 0; typed < text.length;) {
    const isReading = seen !== undefined && seen.noticedMs <= due && due < seen.decidedMs;
    due = Math.max(due + intervals[typed]! * (isReading ? readingSlowdown : 1), performance.now());
    await sleep(Math.max(0, due - performance.now()));
    const { ghost, visibleMs } = await page.evaluate(() => window.typing.current());
    const now = performance.now();
    const sinceMs = now - visibleMs;
    if (ghost === '') seen = undefined;
    else if (!seen || Math.abs(seen.sinceMs - sinceMs) > sameMs)
      seen = { ...lookAt(ghost.length, sinceMs, random), sinceMs };
    const acceptance = seen && seen.decidedMs <= now ? acceptedRest(ghost, text, typed) : undefined;
    if (acceptance) {
      accepted++;
      keys += acceptance.keys;
      if (acceptance.allCorrect) await page.keyboard.press('Tab');
      else await acceptWords(editor, acceptance.keys);
      typed += await writtenLength(editor, text, typed, acceptance.length);
      const ms = await nextSuggestion(editor, Math.min(msPerKey, intervals[typed] ?? msPerKey));
      if (ms !== undefined) nextMs.push(ms);
    } else {
      const character = String.fromCodePoint(text.codePointAt(typed)!);
      if (character === '\n') await page.keyboard.press('Enter');
      else await page.keyboard.type(character);
      typed += character.length;
      keys++;
    }
  }
  await sleep(300);
  return { keys, accepted, nextMs };
}

/** Where no ghost text is visible, the same keys move the caret: waits after each word until the ghost text has changed. */
async function acceptWords({ page }: Editor, count: number): Promise<void> {
  for (let word = 0; word < count; word++) {
    const { ghost } = await page.evaluate(() => window.typing.current());
    if (ghost === '') return;
    await page.keyboard.press('Control+ArrowRight');
    await page
      .waitForFunction((before) => window.typing.current().ghost !== before, ghost, { timeout: mostRestMs })
      .catch(() => undefined);
  }
}

/**
 * UTF-16 units of the text in mind that the page shows as written after index `at`: the editor may end a word elsewhere, and another
 * suggestion may have been visible when the key came. `length`: what is expected, also where the page shows other text.
 */
async function writtenLength({ page }: Editor, text: string, at: number, length: number): Promise<number> {
  const lineBefore = (end: number): string => text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  const lengths = Array.from({ length: length + 2 }, (_, index) => length + 1 - index);
  for (const until = performance.now() + writtenMs; ;) {
    const { typed } = await page.evaluate(() => window.typing.current());
    const found = lengths.find((each) => lineBefore(at + each) === typed);
    if (found !== undefined && found >= length) return found;
    if (performance.now() > until) return found ?? length;
    await sleep(20);
  }
}

/** Milliseconds until ghost text appears, at most `withinMs`. */
function nextSuggestion({ page }: Editor, withinMs: number): Promise<number | undefined> {
  return page.evaluate(async (limit) => {
    const began = performance.now();
    while (performance.now() - began < limit) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (window.typing.current().ghost !== '') return performance.now() - began;
    }
    return undefined;
  }, withinMs);
}
