// A section with a heat map of hidden units over text: heading with the value under the pointer, legend, export, and the value that
// keys point at for screen readers.
import { html, render, type TemplateResult } from 'lit';
import type { Activity } from '../../../src/protocol/learner.ts';
import { rounded, type Table } from '../ui/csv.ts';
import { dataButton, type ChartData } from '../ui/dataDialog.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/localization.ts';
import { emptyState, sectionHead } from '../ui/section.ts';
import type { DashboardContext } from '../ui/view.ts';
import { visibleCharacter } from '../ui/visibleWhitespace.ts';
import { heatMapCanvas } from './heatMapCanvas.ts';
import type { Cell, Columns } from './heatMapRenderer.ts';
import type { VaryingUnits } from './varyingUnits.ts';
import './heatMap.css';

export interface HeatMapOptions {
  /** Class of the section, and file name of exports. */
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  /** The label of the canvas for screen readers: what rows and columns are, and which keys work. */
  readonly label: string;
  /** Shown while there is no activity. */
  readonly emptyText: string;
}

export interface HeatMapEvents {
  /** The readout while nothing is pointed at. `columns`: the characters that fit. */
  summary(content: HeatMapContent, columns: number): string;
  /** The value of one unit after a character. */
  describe(unit: number, symbol: string, value: number): string;
  selected(unit: number, character: number): void;
  resized?(): void;
}

export interface HeatMapContent {
  readonly activity: Activity;
  readonly rows: VaryingUnits;
  /** The framed cell while none is pointed at. */
  readonly at?: Cell | undefined;
}

export interface HeatMapPanel {
  readonly node: HTMLElement;
  /** `title`: another one than in the options. */
  show(content: HeatMapContent | undefined, title?: string): void;
  columns(activity: Activity): Columns;
  themeChanged(): void;
}

export function heatMapPanel(context: DashboardContext, options: HeatMapOptions, events: HeatMapEvents): HeatMapPanel {
  const node = element('section', { class: options.name, 'aria-label': options.title });
  let content: HeatMapContent | undefined;
  let title = options.title;
  let pointed: Cell | undefined;
  let announcement = '';
  const heatMap = heatMapCanvas(options.label, context.theme, {
    painted(cell) {
      pointed = cell;
      redraw();
    },
    announce(cell) {
      announcement = describe(cell);
      redraw();
    },
    selected: ({ unit, character }) => events.selected(unit, character),
    resized: () => events.resized?.(),
  });
  const data: ChartData = {
    title: options.title,
    name: options.name,
    table: () => heatMapTable(content, content ? heatMap.columns(content.activity).first : 0),
    picture: heatMap.picture,
  };

  function describe({ row, character }: Cell): string {
    if (!content) return '';
    const { activity, rows } = content;
    const unit = rows.units[row] ?? 0;
    const [symbol] = visibleCharacter(activity.characters[character] ?? '');
    return events.describe(unit, symbol, activity.values[character * activity.hidden + unit] ?? 0);
  }

  function readout(shown: HeatMapContent): string {
    return pointed ? describe(pointed) : events.summary(shown, heatMap.columns(shown.activity).count);
  }

  function redraw(): void {
    heatMap.node.hidden = !content;
    render(
      html`
        ${sectionHead({
          title,
          explanation: options.explanation,
          ...(content && {
            readout: html`<span class="where">${readout(content)}</span>`,
            tools: html`${heatMapLegend()} ${dataButton(context, data)}`,
          }),
        })}
        ${heatMap.node} ${emptyState(options.emptyText, !content)}
        <span class="for-screen-readers" aria-live="polite">${announcement}</span>
      `,
      node,
    );
  }

  return {
    node,
    show(next, nextTitle = options.title) {
      [content, title] = [next, nextTitle];
      heatMap.show(next?.activity, next?.rows, next?.at);
      redraw();
    },
    columns: heatMap.columns,
    themeChanged: heatMap.themeChanged,
  };
}

/** The colors of a unit: from below its mean to above it. */
export function heatMapLegend(): TemplateResult {
  return html`<div class="heat-legend" aria-hidden="true">
    ${t('less active than usual')}<span class="heat-ramp"></span>${t('more active')}
  </div>`;
}

/** One row per character from index `first` on, one column per varying unit. */
function heatMapTable(content: HeatMapContent | undefined, first: number): Table {
  if (!content) return { columns: [t('Character')], rows: [] };
  const { characters, hidden, values } = content.activity;
  const { units } = content.rows;
  return {
    columns: [t('Character'), ...units.map((unit) => String(unit + 1))],
    rows: characters
      .slice(first)
      .map((character, at) => [
        visibleCharacter(character)[0],
        ...units.map((unit) => rounded(values[(first + at) * hidden + unit]!, 3)),
      ]),
  };
}
