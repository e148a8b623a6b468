// The neuron lens: what single units do. On one side the text, coloured by the chosen unit or by what mattered for a chosen
// character; on the other the units, the places that the chosen one likes best, and the gates.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { SaveRequest } from '../../src/protocol/dashboard.ts';
import type { LensReport } from '../../src/protocol/learner.ts';
import { nameWords } from '../../src/protocol/featureWords.ts';
import { dataButton } from './dataDialog.ts';
import { element, icon, setHidden, setText } from './element.ts';
import { examineButton } from './examineButton.ts';
import type { Formats } from './format.ts';
import { gatesView } from './gatesView.ts';
import type { View } from './header.ts';
import type { LensLook, LensMode } from './lensLook.ts';
import { favourites, occurrences, shadesOf, weightShades } from './lensReading.ts';
import { lensText } from './lensText.ts';
import { lookBackView } from './lookBackView.ts';
import { signOf } from './signs.ts';
import type { Story } from './story.ts';
import { activityTable, unitButton, unitRows, unitsTable } from './unitList.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';

const favouriteCount = 5;
const contextCharacters = 28;
/** Characters before the chosen one that are handed over. */
const lookedBackOver = 200;

export function neurons(format: Formats, wire: Wire): View & { choose(unit: number): void } {
  const heading = element('p', { class: 'lens-heading', 'aria-live': 'polite' });
  const find = element('vscode-textfield', {
    placeholder: t('Find units that mark a text'),
    label: t('Find units that mark a text'),
  });
  const toggle = (label: string, pressed: () => void): HTMLButtonElement => {
    const button = element('button', { class: 'quiet toggle', type: 'button', 'aria-pressed': 'false' }, label);
    button.addEventListener('click', pressed);
    return button;
  };
  const modes: Readonly<Record<LensMode, HTMLButtonElement>> = {
    unit: toggle(t('Colours of the unit'), () => look({ mode: 'unit' })),
    'looking back': toggle(t('Looking back'), () => look({ mode: 'looking back' })),
  };
  const inEditor = toggle(t('Colour the editor'), () => {
    const unit = coloured === chosen ? undefined : chosen;
    wire.send({ type: 'colour', ...(unit !== undefined && { unit }) });
  });
  inEditor.prepend(icon('symbol-color'));
  const allUnits = toggle(t('All units'), () => look({ all: !wire.view.lens.all }));
  const clear = toggle(t('Clear the passage'), () => {
    find.value = '';
    marked = undefined;
    text.mark([]);
    look({ find: '' });
  });
  clear.removeAttribute('aria-pressed');
  const listTitle = element('h2', { class: 'minor', id: 'unit-list-title' });
  const list = element('ul', { class: 'unit-list', 'aria-labelledby': 'unit-list-title' });
  const high = element('ol', { class: 'favourites' });
  const low = element('ol', { class: 'favourites' });
  const measure = examineButton('lens', t('Look through the lens'), format, wire);
  const emptyWords = element(
    'p',
    { class: 'empty' },
    t(
      'After a few seconds of training this shows, on text that the network has never seen, what each hidden unit does and which of them can be named.',
    ),
  );
  const empty = element('div', {}, emptyWords, measure.node);
  const text = lensText(t('Held-out text, coloured by the chosen unit'), {
    selected: (from, to) => {
      if (!report || wire.view.lens.mode !== 'unit') return;
      marked = report.characters.map((_, index) => index >= from && index < to);
      listUnits();
    },
    pointed: (index) => {
      pointed = index;
      if (wire.view.lens.mode === 'looking back') askBack();
    },
  });
  const save = (request: SaveRequest) => wire.send(request);
  const unitsData = dataButton({ title: t('Units'), name: 'units', table: () => unitsTable(report) }, save);
  const activityData = dataButton(
    { title: t('Activity of the unit'), name: 'activity', table: () => activityTable(report, chosen) },
    save,
  );
  const back = lookBackView(format, wire);
  const gates = gatesView(format, wire, choose);
  const hint = element(
    'p',
    { class: 'hint' },
    t('Select a passage to find the units that mark it. Arrow keys move, with Shift they select.'),
  );
  const body = element(
    'div',
    { class: 'lens' },
    element(
      'div',
      { class: 'lens-reading' },
      element(
        'div',
        { class: 'lens-modes', role: 'group', 'aria-label': t('What colours the text') },
        modes.unit,
        modes['looking back'],
        element('div', { class: 'section-tools' }, inEditor, activityData),
      ),
      heading,
      text.node,
      hint,
      back.node,
    ),
    element(
      'div',
      { class: 'lens-units' },
      find,
      element(
        'div',
        { class: 'section-head' },
        listTitle,
        element('div', { class: 'section-tools' }, clear, allUnits, unitsData),
      ),
      list,
      element('h2', { class: 'minor' }, t('Highest after')),
      high,
      element('h2', { class: 'minor' }, t('Lowest after')),
      low,
      gates.node,
    ),
  );
  const node = element('section', { class: 'neurons', 'aria-label': t('Neurons') }, empty, body);
  let report: LensReport | undefined;
  let marked: readonly boolean[] | undefined;
  let chosen: number | undefined = wire.view.lens.unit;
  let coloured: number | undefined;
  /** The character that is looked back from, and what was found of it. */
  let pointed: number | undefined;
  let found: Story['findings']['lookedBack'];
  let asked = false;

  function look(change: Partial<LensLook>): void {
    wire.view = { ...wire.view, lens: { ...wire.view.lens, ...change } };
    listUnits();
  }

  /** What stands before the chosen character in its own text. */
  function textBefore({ characters, starts }: LensReport, index: number): readonly string[] {
    const start = starts.findLast((one) => one <= index) ?? 0;
    return characters.slice(Math.max(start, index - lookedBackOver), index);
  }

  function askBack(): void {
    if (!report || pointed === undefined) return;
    const before = textBefore(report, pointed);
    const next = report.characters[pointed]!;
    // A character outside the vocabulary has no sign: nothing can be asked of it.
    if (before.length > 0 && next !== '') {
      wire.send({ type: 'examine', question: { kind: 'look back', text: before.join(''), next } });
    }
  }

  function listUnits(): void {
    if (!report) return;
    const { all, mode } = wire.view.lens;
    const rows = unitRows(report, marked, all);
    setHidden(clear, marked === undefined);
    setHidden(allUnits, marked !== undefined);
    allUnits.setAttribute('aria-pressed', String(all));
    const counted = t('{0} of {1} units have a name', report.names.length, report.hidden);
    setText(listTitle, marked ? t('Units that mark the passage') : counted);
    if (marked) text.mark(marked);
    list.replaceChildren(
      ...rows.map((row) =>
        element(
          'li',
          {},
          unitButton(row, format, () => choose(row.unit)),
        ),
      ),
    );
    for (const [name, button] of Object.entries(modes)) button.setAttribute('aria-pressed', String(name === mode));
    text.node.classList.toggle('short', mode === 'looking back');
    setHidden(back.node, mode !== 'looking back');
    setHidden(hint, mode !== 'unit');
    setHidden(heading, mode !== 'unit');
    const isKnown = chosen !== undefined && chosen < report.hidden;
    if (!isKnown || marked) chosen = rows[0]?.unit ?? report.order[0] ?? 0;
    if (mode === 'looking back' && found === undefined) {
      pointed ??= report.names.length > 0 ? favourites(report, chosen!, 1, 1)[0] : undefined;
      text.point(pointed);
      askBack();
    }
    showChosen();
  }

  function choose(unit: number): void {
    chosen = unit;
    wire.view = { ...wire.view, lens: { ...wire.view.lens, unit } };
    showChosen();
  }

  function showChosen(): void {
    if (!report || chosen === undefined) return;
    const read = report;
    const unit = chosen;
    showText();
    for (const button of list.querySelectorAll<HTMLElement>('.unit')) {
      button.setAttribute('aria-pressed', String(button.dataset.unit === String(unit)));
    }
    setText(heading, headingOf(read, unit));
    inEditor.setAttribute('aria-pressed', String(coloured === unit));
    const lines = (sign: 1 | -1) => favourites(read, unit, sign, favouriteCount).map((at) => placeLine(read, unit, at));
    high.replaceChildren(...lines(1));
    low.replaceChildren(...lines(-1));
    gates.show(read, unit);
  }

  function showText(): void {
    if (!report || chosen === undefined) return;
    if (wire.view.lens.mode === 'unit') return text.shade(shadesOf(report, chosen));
    const length = found ? Array.from(found.text).length : 0;
    text.shade(found ? weightShades(found.weights) : new Int8Array(0), (pointed ?? 0) - length);
  }

  function headingOf({ names }: LensReport, unit: number): string {
    const name = names.find((one) => one.unit === unit);
    if (!name) return t('Unit {0} has no name: it follows nothing that we look for closely enough.', unit + 1);
    return t(
      'Unit {0} follows: {1}. Correlation {2} on text that the name was not chosen on.',
      unit + 1,
      nameWords(name, t),
      format.signed(name.strength),
    );
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
    button.addEventListener('click', () => text.point(place));
    return element('li', {}, button);
  }

  find.value = wire.view.lens.find;
  find.addEventListener('input', () => {
    if (!report) return;
    marked = find.value === '' ? undefined : occurrences(report, find.value);
    if (!marked) text.mark([]);
    look({ find: find.value });
  });

  /** After a restart there is a network and no look at it yet: it is asked for once. */
  function askByItself({ state }: Story): void {
    if (asked || state === 'training' || state === 'preparing') return;
    asked = true;
    wire.send({ type: 'examine', question: { kind: 'lens' } });
  }

  /** The newest answer, if it is about the character that is looked back from. */
  function hearBack({ findings }: Story): void {
    const { lookedBack } = findings;
    if (lookedBack === found && lookedBack !== undefined) return;
    const fits =
      report && pointed !== undefined && lookedBack && lookedBack.text === textBefore(report, pointed).join('');
    if (fits) {
      found = lookedBack;
      showText();
    }
    back.show(found, findings.trouble('look back'));
  }

  return {
    node,
    choose,
    draw(story) {
      setHidden(body, story.lens === undefined);
      setHidden(empty, story.lens !== undefined);
      if (!story.lens) {
        measure.draw(story, t('Look through the lens'));
        return askByItself(story);
      }
      if (coloured !== story.choices?.coloured) {
        coloured = story.choices?.coloured;
        inEditor.setAttribute('aria-pressed', String(coloured !== undefined && coloured === chosen));
      }
      hearBack(story);
      if (story.lens === report) return;
      const isOtherText = report?.characters.length !== story.lens.characters.length;
      report = story.lens;
      text.read(report);
      if (isOtherText) {
        pointed = found = undefined;
        marked = find.value === '' ? undefined : occurrences(report, find.value);
      }
      listUnits();
    },
  };
}
