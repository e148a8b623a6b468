// All units, or all gates of one kind, over the text up to the caret as a heat map: one row per unit, similar units side by side.
// The chosen unit and the character at the caret are framed.
import { html, render, type TemplateResult } from 'lit';
import type { Activity, LensReport } from '../../../../src/protocol/learner.ts';
import { heatMapCanvas } from '../../charts/heatMapCanvas.ts';
import { heatMapLegend, heatMapTable } from '../../charts/heatMapLegend.ts';
import type { Cell } from '../../charts/heatMapRenderer.ts';
import { varyingUnits, type VaryingUnits } from '../../charts/varyingUnits.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import { gateName } from './gateNames.ts';
import type { UnitActivity } from './unitActivity.ts';

export interface UnitHeatMap {
  readonly node: HTMLElement;
  show(activity: UnitActivity, order: LensReport['order'], unit: number): void;
  moveCaret(character: number | undefined): void;
  themeChanged(): void;
}

/** `choose`: the user has selected a unit and a character. */
export function unitHeatMap(context: DashboardContext, choose: (unit: number, character: number) => void): UnitHeatMap {
  const { format, theme } = context;
  const node = element('section', { class: 'unit-heat-map', 'aria-label': t('All units over the text') });
  let activity: UnitActivity | undefined;
  /** Activations over the whole text, and up to the caret. */
  let whole: Activity | undefined;
  let shown: Activity | undefined;
  let rows: VaryingUnits | undefined;
  let unit = 0;
  let caret: number | undefined;
  let cell: Cell | undefined;
  let announcement = '';
  const heatMap = heatMapCanvas(
    t(
      'All units over the text up to the caret: a row for each unit, a column for each character. Arrow keys read values, Enter chooses the unit.',
    ),
    theme,
    {
      painted: (pointed) => {
        cell = pointed;
        redraw();
      },
      announce: (pointed) => {
        announcement = describe(pointed);
        redraw();
      },
      selected: (selection) => choose(selection.unit, selection.character),
      resized: showText,
    },
  );
  const data: ChartData = {
    title: t('All units over the text'),
    name: 'units-over-text',
    table: () => heatMapTable(shown, rows, shown && heatMap.columns(shown).first),
    canvas: () => heatMap.canvas,
    svg: heatMap.svg,
  };

  function showText(): void {
    if (!whole || !rows) return;
    const end = Math.max(heatMap.columns(whole).count, (caret ?? -1) + 1);
    shown = { ...whole, characters: whole.characters.slice(0, end) };
    const row = rows.units.indexOf(unit);
    heatMap.show(shown, rows, row < 0 ? undefined : { row, character: caret ?? shown.characters.length - 1 });
  }

  function summary(): string {
    if (!whole || !rows || !activity) return '';
    const [varying, all] = [rows.units.length, whole.hidden];
    return activity.gate
      ? t('{0} of {1} gates of this kind vary', varying, all)
      : t('{0} of {1} units vary over the text', varying, all);
  }

  function describe({ row, character }: Cell): string {
    const number = rows?.units[row] ?? 0;
    const value = whole?.values[character * whole.hidden + number] ?? 0;
    const [symbol] = visibleCharacter(whole?.characters[character] ?? '');
    return activity?.gate
      ? t('{0} of unit {1} after “{2}”: {3}', gateName(activity.gate), number + 1, symbol, format.percent(value))
      : t('unit {0} after “{1}”: {2}', number + 1, symbol, format.signed(value));
  }

  function template(): TemplateResult {
    return html`
      ${sectionHead({
        title: activity?.gate ? t('All gates of this kind over the text') : t('All units over the text'),
        explanation: t(
          'The activation of each unit after each character, as the distance from its mean. Similar units are side by side.',
        ),
        readout: html`<span class="where">${cell ? describe(cell) : summary()}</span>`,
        tools: html`${heatMapLegend()} ${dataButton(context, data)}`,
      })}
      ${heatMap.node}
      <span class="for-screen-readers" aria-live="polite">${announcement}</span>
    `;
  }

  function redraw(): void {
    render(template(), node);
  }

  return {
    node,
    show(next, order, chosen) {
      unit = chosen;
      if (activity?.values !== next.values) {
        const { characters, hidden, values, full } = next;
        whole = { characters, hidden, values: Float32Array.from(values, (value) => value / full) };
        rows = varyingUnits(whole, order);
      }
      activity = next;
      redraw();
      showText();
    },
    moveCaret(character) {
      caret = character;
      showText();
    },
    themeChanged: heatMap.themeChanged,
  };
}
