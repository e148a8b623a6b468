// The analyzed text with a shade per character. Arrow keys or a click move the caret; Shift and arrow keys or dragging select a
// passage. Marked characters are underlined.
import type { LensReport } from '../../../../src/protocol/learner.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';

export interface ColoredText {
  readonly node: HTMLElement;
  read(report: LensReport): void;
  /** Shades -4..4 of the characters from index `from` on. All other characters have none. */
  shade(shades: Int8Array, from?: number): void;
  mark(marked: readonly boolean[]): void;
  /** Moves the caret to this character. */
  moveCaret(index: number | undefined): void;
}

export interface ColoredTextEvents {
  /** The passage [from, to). */
  selected(from: number, to: number): void;
  caretMoved(index: number): void;
}

export function coloredText(label: string, { selected, caretMoved }: ColoredTextEvents): ColoredText {
  const node = element('div', { class: 'colored-text', tabindex: '0', role: 'region', 'aria-label': label });
  let letters: HTMLElement[] = [];
  let characters: readonly string[] = [];
  let caret: number | undefined;
  /** Start of a selection by keys. */
  let anchor: number | undefined;

  const indexOf = (target: Node | null): number =>
    letters.indexOf((target instanceof HTMLElement ? target : target?.parentElement) as HTMLElement);

  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    if (
      !selection ||
      selection.isCollapsed ||
      !node.contains(selection.anchorNode) ||
      !node.contains(selection.focusNode)
    )
      return;
    const ends = [indexOf(selection.anchorNode), indexOf(selection.focusNode)].sort((one, other) => one - other);
    if (ends[0]! >= 0 && ends[1]! > ends[0]!) selected(ends[0]!, ends[1]! + 1);
  });

  function moveCaret(index: number | undefined): void {
    if (caret !== undefined) letters[caret]?.classList.remove('caret');
    caret = index === undefined ? undefined : Math.min(letters.length - 1, Math.max(0, index));
    if (caret === undefined) return;
    letters[caret]?.classList.add('caret');
    letters[caret]?.scrollIntoView({ block: 'nearest' });
  }

  /** The index one line up (-1) or down (1), in the same column if the line is long enough. */
  function lineFrom(from: number, direction: 1 | -1): number {
    const startOf = (index: number) => characters.lastIndexOf('\n', index - 1) + 1;
    const start = startOf(from);
    const column = from - start;
    const other = direction < 0 ? startOf(Math.max(0, start - 1)) : characters.indexOf('\n', from) + 1;
    if (direction > 0 && other === 0) return from;
    const end = characters.indexOf('\n', other);
    return Math.min(other + column, end < 0 ? characters.length - 1 : end);
  }

  function caretAfterKey(key: string, from: number): number | undefined {
    switch (key) {
      case 'ArrowLeft':
        return from - 1;
      case 'ArrowRight':
        return from + 1;
      case 'ArrowUp':
        return lineFrom(from, -1);
      case 'ArrowDown':
        return lineFrom(from, 1);
      case 'Home':
        return characters.lastIndexOf('\n', from - 1) + 1;
      case 'End': {
        const end = characters.indexOf('\n', from);
        return end < 0 ? characters.length - 1 : end;
      }
      default:
        return undefined;
    }
  }

  node.addEventListener('keydown', (event) => {
    const from = caret ?? 0;
    const to = caretAfterKey(event.key, from);
    if (to === undefined || letters.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    anchor = event.shiftKey ? (anchor ?? from) : undefined;
    moveCaret(to);
    caretMoved(caret!);
    if (anchor !== undefined && anchor !== caret) selected(Math.min(anchor, caret!), Math.max(anchor, caret!) + 1);
  });
  node.addEventListener('click', ({ target }) => {
    const index = letters.indexOf(target as HTMLElement);
    if (index < 0) return;
    anchor = undefined;
    moveCaret(index);
    caretMoved(index);
  });

  return {
    node,
    read(report) {
      const next = report.characters;
      const changed =
        next.length !== letters.length || next.some((character, index) => characters[index] !== character);
      if (!changed) return;
      characters = next;
      caret = anchor = undefined;
      letters = next.map((character, index) => {
        const letter = element('span', {}, character === '\n' ? '↵\n' : character || visibleCharacter(character)[0]);
        if (character === '') letter.title = t('a rare character that the network does not know');
        if (character === '\n') letter.classList.add('line-end');
        if (index > 0 && report.starts.includes(index)) letter.classList.add('text-start');
        return letter;
      });
      node.replaceChildren(...letters);
    },
    shade(shades, from = 0) {
      letters.forEach((letter, index) => {
        const name = String(shades[index - from] ?? 0);
        if (letter.dataset.shade !== name) letter.dataset.shade = name;
      });
    },
    mark: (marked) => letters.forEach((letter, index) => letter.classList.toggle('marked', marked[index] ?? false)),
    moveCaret,
  };
}
