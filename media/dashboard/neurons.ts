// The neuron lens: what single units do. On one side the text coloured by the chosen unit, on the other the units, those
// with a name or those that mark a passage, and the places that the chosen unit likes best.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { LensReport } from '../../src/protocol/learner.ts';
import { element, setHidden, setText } from './element.ts';
import { nameWords } from '../../src/protocol/featureWords.ts';
import type { Formats } from './format.ts';
import type { View } from './header.ts';
import { favourites, occurrences, unitsThatMark } from './lensReading.ts';
import { lensText } from './lensText.ts';
import { signOf } from './signs.ts';
import { t } from './words.ts';

/** Units listed that mark a passage. */
const listedUnits = 40;
const favouriteCount = 5;
const contextCharacters = 28;

interface Row {
  readonly unit: number;
  readonly words: string;
  readonly strength: number;
}

export function neurons(format: Formats): View & { choose(unit: number): void } {
  const heading = element('p', { class: 'lens-heading', 'aria-live': 'polite' });
  const find = element('vscode-textfield', {
    placeholder: t('Find units that mark a text'),
    label: t('Find units that mark a text'),
  });
  const clear = element('button', { class: 'quiet', type: 'button' }, t('Named units'));
  const listTitle = element('h2', { class: 'minor', id: 'unit-list-title' });
  const list = element('ul', { class: 'unit-list', 'aria-labelledby': 'unit-list-title' });
  const high = element('ol', { class: 'favourites' });
  const low = element('ol', { class: 'favourites' });
  const empty = element(
    'p',
    { class: 'empty' },
    t(
      'After a few seconds of training this shows, on text that the network has never seen, what each hidden unit does and which of them can be named.',
    ),
  );
  const text = lensText((from, to) => {
    if (!report) return;
    marked = report.characters.map((_, index) => index >= from && index < to);
    listUnits();
  });
  const body = element(
    'div',
    { class: 'lens' },
    element(
      'div',
      { class: 'lens-reading' },
      heading,
      text.node,
      element('p', { class: 'hint' }, t('Select a passage to find the units that mark it.')),
    ),
    element(
      'div',
      { class: 'lens-units' },
      find,
      element('div', { class: 'section-head' }, listTitle, element('div', { class: 'section-tools' }, clear)),
      list,
      element('h2', { class: 'minor' }, t('Highest after')),
      high,
      element('h2', { class: 'minor' }, t('Lowest after')),
      low,
    ),
  );
  const node = element('section', { class: 'neurons', 'aria-label': t('Neurons') }, empty, body);
  let report: LensReport | undefined;
  let marked: readonly boolean[] | undefined;
  let chosen: number | undefined;

  function rows(): readonly Row[] {
    if (!report) return [];
    const names = new Map(report.names.map((name) => [name.unit, name]));
    const wordsOf = (unit: number) => {
      const name = names.get(unit);
      return name ? nameWords(name, t) : t('no name');
    };
    if (!marked) return report.names.map(({ unit, strength }) => ({ unit, words: wordsOf(unit), strength }));
    return unitsThatMark(report, marked)
      .slice(0, listedUnits)
      .map(({ unit, effect }) => ({ unit, words: wordsOf(unit), strength: Math.tanh(effect / 2) }));
  }

  function listUnits(): void {
    const shown = rows();
    setHidden(clear, marked === undefined);
    setText(
      listTitle,
      marked ? t('Units that mark the passage') : t('{0} of {1} units have a name', shown.length, report?.hidden ?? 0),
    );
    if (marked) text.mark(marked);
    list.replaceChildren(...shown.map((row) => element('li', {}, unitButton(row))));
    if (chosen === undefined || marked) choose(shown[0]?.unit ?? report?.order[0] ?? 0);
    else showChosen();
  }

  function unitButton({ unit, words, strength }: Row): HTMLElement {
    const bar = element('span', { class: strength < 0 ? 'strength negative' : 'strength', 'aria-hidden': 'true' });
    bar.style.setProperty('--strength', String(Math.abs(strength)));
    const button = element(
      'button',
      { type: 'button', class: 'unit', 'aria-pressed': 'false' },
      element('span', { class: 'unit-number' }, String(unit + 1)),
      element('span', { class: 'unit-words' }, words),
      bar,
      element('span', { class: 'unit-strength' }, format.signed(strength)),
    );
    button.dataset.unit = String(unit);
    button.addEventListener('click', () => choose(unit));
    return button;
  }

  function choose(unit: number): void {
    chosen = unit;
    showChosen();
  }

  function showChosen(): void {
    if (!report || chosen === undefined) return;
    const unit = chosen;
    text.color(unit);
    for (const button of list.querySelectorAll<HTMLElement>('.unit')) {
      button.setAttribute('aria-pressed', String(button.dataset.unit === String(unit)));
    }
    const name = report.names.find((one) => one.unit === unit);
    setText(
      heading,
      name
        ? t(
            'Unit {0} follows: {1}. Correlation {2} on text that the name was not chosen on.',
            unit + 1,
            nameWords(name, t),
            format.signed(name.strength),
          )
        : t('Unit {0} has no name: it follows nothing that we look for closely enough.', unit + 1),
    );
    const read = report;
    high.replaceChildren(...favourites(read, unit, 1, favouriteCount).map((place) => placeLine(read, unit, place)));
    low.replaceChildren(...favourites(read, unit, -1, favouriteCount).map((place) => placeLine(read, unit, place)));
  }

  function placeLine({ characters, hidden, values }: LensReport, unit: number, place: number): HTMLElement {
    const signs = (from: number, to: number) =>
      characters
        .slice(Math.max(0, from), to)
        .map((one) => signOf(one)[0])
        .join('');
    const button = element(
      'button',
      { type: 'button', class: 'place' },
      element(
        'span',
        { class: 'place-text' },
        element('span', {}, signs(place - contextCharacters, place)),
        element('b', {}, signs(place, place + 1)),
      ),
      element('span', { class: 'unit-strength' }, format.signed(values[place * hidden + unit]! / 127)),
    );
    button.addEventListener('click', () => text.scrollTo(place));
    return element('li', {}, button);
  }

  find.addEventListener('input', () => {
    if (!report) return;
    marked = find.value === '' ? undefined : occurrences(report, find.value);
    if (!marked) text.mark([]);
    listUnits();
  });
  clear.addEventListener('click', () => {
    find.value = '';
    marked = undefined;
    text.mark([]);
    listUnits();
  });

  return {
    node,
    choose,
    draw(story) {
      setHidden(body, story.lens === undefined);
      setHidden(empty, story.lens !== undefined);
      if (!story.lens || story.lens === report) return;
      report = story.lens;
      text.read(report);
      if (marked && marked.length !== report.characters.length) marked = undefined;
      listUnits();
    },
  };
}
