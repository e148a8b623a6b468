// Keystrokes saved on each of the last 30 days, as bars.
import { sum, ticks } from 'd3-array';
import { svg } from 'lit';
import { dayOf, statisticsCells, type SuggestionStatistics } from '../../../../src/protocol/suggestionStatistics.ts';
import { svgFigure, svgLabel, type SvgShape } from '../../charts/svgFigure.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

const shownDays = 30;
const frame = { left: 46, right: 8, top: 12, bottom: 24 };

export function statisticsChart(format: Formats) {
  let days: SuggestionStatistics = {};
  let shown: readonly string[] = [];
  const chart = svgFigure('statistics-chart', paint);
  const dateOf = (day: string | undefined): string => (day === undefined ? '' : format.day(day));
  const savedOn = (day: string): number => days[day]?.keystrokesSaved ?? 0;
  /** On a day on which what was accepted was deleted, suggestions cost keys. */
  const heightOf = (day: string): number => Math.max(0, savedOn(day));

  function paint(width: number, height: number): readonly SvgShape[] {
    const bottom = height - frame.bottom;
    const max = Math.max(10, ...shown.map(savedOn));
    const y = (value: number): number => bottom - (value / max) * (bottom - frame.top);
    const step = (width - frame.left - frame.right) / shownDays;
    return [
      ...ticks(0, max, 3).flatMap((value) => [
        svg`<path class="grid" d="M${frame.left} ${y(value)}H${width - frame.right}" />`,
        svgLabel([frame.left - 8, y(value) + 4], 'end', format.compact(value)),
      ]),
      ...shown.map(
        (day, index) => svg`<rect
          class="bar chosen"
          x=${frame.left + (index + 0.15) * step}
          y=${y(heightOf(day))}
          width=${0.7 * step}
          height=${bottom - y(heightOf(day))}
        ><title>${format.day(day)}: ${format.whole(savedOn(day))}</title></rect>`,
      ),
      svgLabel([frame.left, height - 6], 'start', dateOf(shown[0])),
      svgLabel([width - frame.right, height - 6], 'end', dateOf(shown.at(-1))),
    ];
  }

  const data: ChartData = {
    title: t('Suggestion statistics by day'),
    name: 'suggestions-by-day',
    table: () => statisticsCells(days),
    picture: chart.picture,
  };
  return {
    node: chart.node,
    data,
    show(statistics: SuggestionStatistics, today: string): void {
      days = statistics;
      shown = lastDays(today);
      chart.repaint(t('Keystrokes saved by day: {0} in the last 30 days', format.whole(sum(shown, savedOn))));
    },
  };
}

/** Oldest first. Noon, because a day may have 23 or 25 hours. */
function lastDays(today: string): readonly string[] {
  const noon = new Date(`${today}T12:00:00`);
  return Array.from({ length: shownDays }, (_, index) => {
    const date = new Date(noon);
    date.setDate(noon.getDate() - (shownDays - 1 - index));
    return dayOf(date.getTime());
  });
}
