// The list of units: units with a name, all units, or the units that respond to a passage. Each with its name and correlation.
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { nameWords } from '../../../../src/protocol/featureWords.ts';
import { rounded, type Table } from '../../ui/csv.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import { activityAt, unitsByContrast, type UnitActivity } from './unitActivity.ts';

/** Listed units that respond to a passage. */
const maxPassageUnits = 40;

export interface UnitRow {
  readonly unit: number;
  readonly name: string;
  /** -1..1. Undefined for a unit without a name. */
  readonly strength: number | undefined;
}

/** `marked`: [characters], the passage. Undefined: no passage. `all`: also units without a name, in this `order`. */
export function unitRows(
  activity: UnitActivity,
  order: Uint16Array,
  marked: readonly boolean[] | undefined,
  all: boolean,
): readonly UnitRow[] {
  const names = new Map(activity.names.map((name) => [name.unit, name]));
  const nameOf = (unit: number): string => {
    const name = names.get(unit);
    if (!name) return t('no name');
    return name.strength < 0 ? t('falls: {0}', nameWords(name, t)) : nameWords(name, t);
  };
  if (marked) {
    return unitsByContrast(activity, marked)
      .slice(0, maxPassageUnits)
      .map(({ unit, effect }) => ({ unit, name: nameOf(unit), strength: Math.tanh(effect / 2) }));
  }
  const named = activity.names.map(({ unit, strength }) => ({ unit, name: nameOf(unit), strength }));
  if (!all) return named;
  const others = Array.from(order).filter((unit) => !names.has(unit));
  return [...named, ...others.map((unit) => ({ unit, name: nameOf(unit), strength: undefined }))];
}

export interface UnitList {
  readonly activity: UnitActivity;
  readonly rows: readonly UnitRow[];
  readonly hasPassage: boolean;
  readonly chosen: number | undefined;
  readonly choose: (unit: number) => void;
  /** Shown in the heading. */
  readonly tools: TemplateResult;
}

export function unitList(list: UnitList, format: Formats): TemplateResult {
  return html`
    <div class="section-head">
      <h2 class="minor" id="unit-list-title">${titleOf(list)}</h2>
      <div class="section-tools">${list.tools}</div>
    </div>
    <ul class="unit-list" aria-labelledby="unit-list-title">
      ${repeat(
        list.rows,
        ({ unit }) => unit,
        (row) => html`<li>${unitButton(row, row.unit === list.chosen, format, list.choose)}</li>`,
      )}
    </ul>
    <p class="hint">${explanationOf(list)}</p>
  `;
}

function titleOf({ activity: { names, hidden, gate }, hasPassage }: UnitList): string {
  if (hasPassage) return t('Units that respond to the passage');
  if (gate) return t('{0} of {1} gates of this kind have a name', names.length, hidden);
  return t('{0} of {1} units have a name', names.length, hidden);
}

function explanationOf({ hasPassage }: UnitList): string {
  return hasPassage
    ? t('The units whose activation differs most between the passage and the rest of the text.')
    : t(
        'A name says what the activation follows; the number is the correlation. “After one of a e i” means: high right after each of these characters (␣ is a space, ↵ a line break, → a tab).',
      );
}

function unitButton(
  { unit, name, strength }: UnitRow,
  isChosen: boolean,
  format: Formats,
  choose: (unit: number) => void,
): TemplateResult {
  return html`<button
    type="button"
    class="unit"
    aria-pressed=${isChosen ? 'true' : 'false'}
    title=${name}
    @click=${() => choose(unit)}
  >
    <span class="unit-number">${unit + 1}</span>
    <span class=${strength === undefined ? 'unit-name where' : 'unit-name'}>${name}</span>
    <span
      class=${(strength ?? 0) < 0 ? 'strength negative' : 'strength'}
      aria-hidden="true"
      .style=${`--strength: ${Math.abs(strength ?? 0)}`}
    ></span>
    <span class="unit-strength">${strength === undefined ? '' : format.signed(strength)}</span>
  </button>`;
}

/** All units as a table for export. */
export function unitsTable(activity: UnitActivity | undefined, order: Uint16Array = new Uint16Array(0)): Table {
  const rows = activity ? unitRows(activity, order, undefined, true) : [];
  return {
    columns: [t('Unit'), t('Responds to'), t('Correlation')],
    rows: rows.map(({ unit, name, strength }) => [unit + 1, name, rounded(strength, 3)]),
  };
}

/** The activation of one unit (-1..1) or of its gate (0..1) after each character. */
export function activityTable(activity: UnitActivity | undefined, unit = 0): Table {
  return {
    columns: [t('Character'), t('Unit {0}', unit + 1)],
    rows: (activity?.characters ?? []).map((character, index) => [
      visibleCharacter(character)[0],
      rounded(activityAt(activity!, unit, index), 3),
    ]),
  };
}
