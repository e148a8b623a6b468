// The text that was read, coloured by one unit. A passage can be selected with the mouse; what is marked is underlined.
import type { LensReport } from '../../src/protocol/learner.ts';
import { element } from './element.ts';
import { shadesOf } from './lensReading.ts';
import { t } from './words.ts';

export interface LensText {
  readonly node: HTMLElement;
  read(report: LensReport): void;
  color(unit: number): void;
  mark(marked: readonly boolean[]): void;
  scrollTo(index: number): void;
}

export function lensText(selected: (from: number, to: number) => void): LensText {
  const node = element('div', {
    class: 'lens-text',
    tabindex: '0',
    role: 'region',
    'aria-label': t('Held-out text, coloured by the chosen unit'),
  });
  let letters: HTMLElement[] = [];
  let report: LensReport | undefined;

  const indexOf = (place: Node | null): number =>
    letters.indexOf((place instanceof HTMLElement ? place : place?.parentElement) as HTMLElement);

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

  return {
    node,
    read(next) {
      report = next;
      const changed =
        next.characters.length !== letters.length ||
        letters.some((one, index) => one.dataset.character !== next.characters[index]);
      if (!changed) return;
      letters = next.characters.map((character, index) => {
        const letter = element('span', {}, character === '\n' ? '↵\n' : character);
        letter.dataset.character = character;
        if (character === '\n') letter.classList.add('line-end');
        if (index > 0 && next.starts.includes(index)) letter.classList.add('text-start');
        return letter;
      });
      node.replaceChildren(...letters);
    },
    color(unit) {
      if (!report) return;
      shadesOf(report, unit).forEach((shade, index) => {
        const letter = letters[index]!;
        const name = String(shade);
        if (letter.dataset.shade !== name) letter.dataset.shade = name;
      });
    },
    mark: (marked) => letters.forEach((letter, index) => letter.classList.toggle('marked', marked[index] ?? false)),
    scrollTo: (index) => letters[index]?.scrollIntoView({ block: 'nearest' }),
  };
}
