// The list of units: those with a name, all of them, or those that mark a passage; each with its words and the strength of the
// evidence.
import type { LensReport } from '../../src/protocol/learner.ts';
import { nameWords } from '../../src/protocol/featureWords.ts';
import type { Table } from './csv.ts';
import { element } from './element.ts';
import type { Formats } from './format.ts';
import { unitsThatMark } from './lensReading.ts';
import { signOf } from './signs.ts';
import { t } from './words.ts';

/** Units listed that mark a passage. */
const listedUnits = 40;

export interface UnitRow {
  readonly unit: number;
  readonly words: string;
  /** -1..1; undefined for a unit without a name. */
  readonly strength: number | undefined;
}

/** `marked`: [characters], the passage whose units are wanted. */
export function unitRows(report: LensReport, marked: readonly boolean[] | undefined, all: boolean): readonly UnitRow[] {
  const names = new Map(report.names.map((name) => [name.unit, name]));
  const wordsOf = (unit: number): string => {
    const name = names.get(unit);
    return name ? nameWords(name, t) : t('no name');
  };
  if (marked) {
    return unitsThatMark(report, marked)
      .slice(0, listedUnits)
      .map(({ unit, effect }) => ({ unit, words: wordsOf(unit), strength: Math.tanh(effect / 2) }));
  }
  const named = report.names.map(({ unit, strength }) => ({ unit, words: wordsOf(unit), strength }));
  if (!all) return named;
  const others = Array.from(report.order).filter((unit) => !names.has(unit));
  return [...named, ...others.map((unit) => ({ unit, words: wordsOf(unit), strength: undefined }))];
}

export function unitButton({ unit, words, strength }: UnitRow, format: Formats, choose: () => void): HTMLElement {
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
  button.dataset.unit = String(unit);
  button.addEventListener('click', choose);
  return button;
}

/** All units, as data. */
export function unitsTable(report: LensReport | undefined): Table {
  const rows = report ? unitRows(report, undefined, true) : [];
  return {
    columns: [t('Unit'), t('Follows'), t('Correlation')],
    rows: rows.map(({ unit, words, strength }) => [
      unit + 1,
      words,
      strength === undefined ? undefined : Number(strength.toFixed(3)),
    ]),
  };
}

/** What one unit did after each character, -1..1. */
export function activityTable(report: LensReport | undefined, unit = 0): Table {
  return {
    columns: [t('Character'), t('Unit {0}', unit + 1)],
    rows: (report?.characters ?? []).map((character, index) => [
      signOf(character)[0],
      Number((report!.values[index * report!.hidden + unit]! / 127).toFixed(3)),
    ]),
  };
}
