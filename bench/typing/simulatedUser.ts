// The simulated user: types text in the editor at a steady pace, and accepts some of the suggestions that are right.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Editor } from '../../test/e2e/editor.ts';
import type { Typing } from './texts.ts';

/** One in so many correct suggestions is accepted: enough that the quiet period does not begin, and most are typed along. */
const acceptEvery = 3;
/** Shorter suggestions are not worth a key. */
const minAccepted = 4;

export interface Typed {
  readonly keys: number;
  readonly accepted: number;
  /** Milliseconds from the acceptance to the next suggestion, where one came before the next key. */
  readonly nextMs: readonly number[];
}

/** Opens the file with the caret at the place of the text, and types it. */
export async function type(editor: Editor, { file, content, at, text }: Typing, msPerKey: number): Promise<Typed> {
  const { page } = editor;
  await editor.openFile(file);
  const before = content.slice(0, at).split('\n');
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  if (/^\s/u.test(before.at(-1)!)) await page.keyboard.press('Home');
  for (let column = 0; column < before.at(-1)!.length; column++) await page.keyboard.press('ArrowRight');
  await sleep(1000);
  const nextMs: number[] = [];
  let [keys, correct, accepted] = [0, 0, 0];
  let due = performance.now();
  for (let typed = 0; typed < text.length;) {
    due = Math.max(due + msPerKey, performance.now());
    await sleep(Math.max(0, due - performance.now()));
    const { ghost } = await page.evaluate(() => window.typing.current());
    const isCorrect =
      ghost.length >= minAccepted && text.startsWith(ghost, typed) && !text.slice(typed).startsWith('\n');
    if (isCorrect && ++correct % acceptEvery === 0) {
      accepted++;
      await page.keyboard.press('Tab');
      typed += ghost.length;
      const ms = await nextSuggestion(editor, msPerKey);
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
