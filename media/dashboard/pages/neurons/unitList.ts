// The list of units: those with a name, all of them, or those that mark a passage; each with its words and the strength of the
// evidence.
import { nameWords } from '../../../../src/protocol/featureWords.ts';
import type { Table } from '../../ui/csv.ts';
import { element, replaceChildrenKeepingFocus, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { activityAt, unitsByContrast, type UnitActivity } from './unitActivity.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import { setPressed } from '../../ui/toggleButton.ts';
import { t } from '../../ui/localization.ts';

/** Units listed that mark a passage. */
const listedUnits = 40;

interface UnitRow {
  readonly unit: number;
  readonly words: string;
  /** -1..1; undefined for a unit without a name. */
  readonly strength: number | undefined;
}

export interface UnitList {
  readonly nodes: readonly HTMLElement[];
  /** `marked`: [characters], the passage whose units are wanted. Answers what it lists. */
  show(
    looked: UnitActivity,
    order: Uint16Array,
    marked: readonly boolean[] | undefined,
    all: boolean,
  ): readonly UnitRow[];
  choose(unit: number): void;
}

/** `tools` stand in the list's heading. */
export function unitList(format: Formats, choose: (unit: number) => void, ...tools: HTMLElement[]): UnitList {
  const title = element('h2', { class: 'minor', id: 'unit-list-title' });
  const list = element('ul', { class: 'unit-list', 'aria-labelledby': 'unit-list-title' });
  return {
    nodes: [
      element('div', { class: 'section-head' }, title, element('div', { class: 'section-tools' }, ...tools)),
      list,
    ],
    show(looked, order, marked, all) {
      const rows = unitRows(looked, order, marked, all);
      setText(title, titleOf(looked, marked !== undefined));
      replaceChildrenKeepingFocus(
        list,
        rows.map((row) => element('li', {}, unitButton(row, format, choose))),
      );
      return rows;
    },
    choose(unit) {
      for (const button of list.querySelectorAll<HTMLElement>('.unit')) {
        setPressed(button, button.dataset.unit === String(unit));
      }
    },
  };
}

function titleOf({ names, hidden, gate }: UnitActivity, isMarked: boolean): string {
  if (isMarked) return t('Units that mark the passage');
  if (gate) return t('{0} of {1} gates of this kind have a name', names.length, hidden);
  return t('{0} of {1} units have a name', names.length, hidden);
}

function unitRows(
  looked: UnitActivity,
  order: Uint16Array,
  marked: readonly boolean[] | undefined,
  all: boolean,
): readonly UnitRow[] {
  const names = new Map(looked.names.map((name) => [name.unit, name]));
  const wordsOf = (unit: number): string => {
    const name = names.get(unit);
    return name ? nameWords(name, t) : t('no name');
  };
  if (marked) {
    return unitsByContrast(looked, marked)
      .slice(0, listedUnits)
      .map(({ unit, effect }) => ({ unit, words: wordsOf(unit), strength: Math.tanh(effect / 2) }));
  }
  const named = looked.names.map(({ unit, strength }) => ({ unit, words: wordsOf(unit), strength }));
  if (!all) return named;
  const others = Array.from(order).filter((unit) => !names.has(unit));
  return [...named, ...others.map((unit) => ({ unit, words: wordsOf(unit), strength: undefined }))];
}

function unitButton({ unit, words, strength }: UnitRow, format: Formats, choose: (unit: number) => void): HTMLElement {
  const bar = element('span', { class: (strength ?? 0) < 0 ? 'strength negative' : 'strength', 'aria-hidden': 'true' });
  bar.style.setProperty('--strength', String(Math.abs(strength ?? 0)));
  const button = element(
    'button',
    { type: 'button', class: 'unit', 'aria-pressed': 'false', title: words },
    element('span', { class: 'unit-number' }, String(unit + 1)),
    element('span', { class: strength === undefined ? 'unit-words where' : 'unit-words' }, words),
    bar,
    element('span', { class: 'unit-strength' }, strength === undefined ? '' : format.signed(strength)),
  );
  button.dataset.unit = button.dataset.key = String(unit);
  button.addEventListener('click', () => choose(unit));
  return button;
}

/** All units, as data. */
export function unitsTable(looked: UnitActivity | undefined, order: Uint16Array = new Uint16Array(0)): Table {
  const rows = looked ? unitRows(looked, order, undefined, true) : [];
  return {
    columns: [t('Unit'), t('Follows'), t('Correlation')],
    rows: rows.map(({ unit, words, strength }) => [
      unit + 1,
      words,
      strength === undefined ? undefined : Number(strength.toFixed(3)),
    ]),
  };
}

/** What one unit did after each character, -1..1; or its gate, 0..1. */
export function activityTable(looked: UnitActivity | undefined, unit = 0): Table {
  return {
    columns: [t('Character'), t('Unit {0}', unit + 1)],
    rows: (looked?.characters ?? []).map((character, index) => [
      visibleCharacter(character)[0],
      Number(activityAt(looked!, unit, index).toFixed(3)),
    ]),
  };
}
