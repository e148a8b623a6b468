// The hidden state as a heat map: one row per varying unit, one column per recent character. The color is the distance from the
// unit's mean activation.
import { html, render, type TemplateResult } from 'lit';
import type { Activity } from '../../../../src/protocol/learner.ts';
import { heatMapCanvas } from '../../charts/heatMapCanvas.ts';
import { heatMapLegend, heatMapTable } from '../../charts/heatMapLegend.ts';
import type { Cell } from '../../charts/heatMapRenderer.ts';
import { varyingUnits, type VaryingUnits } from '../../charts/varyingUnits.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';

export function hiddenStatePanel(context: DashboardContext): View {
  const { format, theme, openUnit } = context;
  const title = t('Hidden state');
  const node = element('section', { class: 'hidden-state', 'aria-label': title });
  let activity: Activity | undefined;
  let order: Uint16Array | undefined;
  let rows: VaryingUnits | undefined;
  let cell: Cell | undefined;
  let announcement = '';
  const heatMap = heatMapCanvas(
    t(
      'Hidden state: a row for each unit, a column for each of the last characters read. Arrow keys read values, Enter opens the unit.',
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
      selected: ({ unit }) => openUnit(unit),
    },
  );
  const data: ChartData = {
    title,
    name: 'hidden-state',
    table: () => heatMapTable(activity, rows),
    canvas: () => heatMap.canvas,
    svg: heatMap.svg,
  };

  function summary(): string {
    if (!activity || !rows) return '';
    const characters = heatMap.columns(activity).count;
    return t('{0} of {1} units vary over the last {2} characters', rows.units.length, activity.hidden, characters);
  }

  function describe({ row, character }: Cell): string {
    const unit = rows?.units[row] ?? 0;
    const value = activity?.values[character * activity.hidden + unit] ?? 0;
    const [symbol] = visibleCharacter(activity?.characters[character] ?? '');
    return t('unit {0} after “{1}”: {2}', unit + 1, symbol, format.signed(value));
  }

  function template(): TemplateResult {
    const isEmpty = activity === undefined;
    heatMap.node.hidden = isEmpty;
    return html`
      ${sectionHead({
        title,
        explanation: t(
          'The activation of each hidden unit while the network reads text. Saturated units, which never change, are left out.',
        ),
        readout: isEmpty ? undefined : html`<span class="where">${cell ? describe(cell) : summary()}</span>`,
        tools: isEmpty ? undefined : html`${heatMapLegend()} ${dataButton(context, data)}`,
      })}
      ${heatMap.node} ${emptyState(t('Train the network to see what its hidden units do while it reads.'), isEmpty)}
      <span class="for-screen-readers" aria-live="polite">${announcement}</span>
    `;
  }

  function redraw(): void {
    render(template(), node);
  }

  return {
    node,
    draw({ lens, activity: current }) {
      const currentOrder = lens?.hidden === current?.hidden ? lens?.order : undefined;
      if (node.hasChildNodes() && activity === current && order === currentOrder) return;
      order = currentOrder;
      activity = current;
      rows = activity ? varyingUnits(activity, order) : undefined;
      heatMap.show(activity, rows);
      redraw();
    },
    themeChanged: heatMap.themeChanged,
  };
}
