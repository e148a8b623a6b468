// The training from inside: gradient norm, update ratio, learning rate and speed, small charts one below the other over the
// same axis as the learning curve, and what happened on the way as a table.
import { markerText } from '../../charts/annotations.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, tableElement } from '../../ui/dataDialog.ts';
import { element, setHidden } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { metricChart, type MetricChart } from './metricChart.ts';
import { timeBreakdown } from './timeBreakdown.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { Theme } from '../../ui/theme.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

export function trainingPage(format: Formats, wire: HostConnection, theme: () => Theme): MetricChart {
  const charts = [
    {
      measure: 'gradientNorm' as const,
      title: t('Gradient norm'),
      meaning: t('how hard the loss pulls, before clipping'),
    },
    {
      measure: 'updateRatio' as const,
      title: t('Update ratio'),
      meaning: t('size of a step against the size of the weights; about a thousandth is healthy'),
    },
    {
      measure: 'learningRate' as const,
      title: t('Learning rate'),
      meaning: t('the schedule: up, then down to nothing'),
    },
    {
      measure: 'charsPerSecond' as const,
      title: t('Speed'),
      meaning: t('characters a second that it learns from, over the second before'),
      write: format.compact,
    },
  ].map((named) => metricChart({ write: format.significant, ...named }, format, wire, theme));
  const time = timeBreakdown(format, wire);
  const events = element('div', { class: 'data-rows', tabindex: '0', role: 'region', 'aria-label': t('Events') });
  const eventData = dataButton(
    {
      title: t('Events'),
      name: 'events',
      table: () => (told ? eventTable(told, format) : { columns: [], rows: [] }),
    },
    (request) => wire.send(request),
  );
  const empty = element(
    'p',
    { class: 'empty' },
    t('Gradient norm, update ratio, learning rate and speed will stand here.'),
  );
  const body = element(
    'div',
    { class: 'measures' },
    element('div', { class: 'measure-charts' }, ...charts.map(({ node }) => node)),
    element(
      'div',
      { class: 'measure-notes' },
      time.node,
      element(
        'section',
        {},
        element(
          'div',
          { class: 'section-head' },
          element('h2', {}, t('Events')),
          element('div', { class: 'section-tools' }, eventData),
        ),
        events,
      ),
    ),
  );
  let listed = '';
  let told: DashboardState | undefined;
  return {
    node: element('div', {}, empty, body),
    draw(story) {
      told = story;
      setHidden(empty, story.curve.length > 0);
      setHidden(body, story.curve.length === 0);
      for (const view of [...charts, time]) view.draw(story);
      const now = `${story.heldOut.length} ${story.markers.length} ${story.heldOut.at(-1)?.step} ${story.markers.at(-1)?.step}`;
      if (listed === now) return;
      listed = now;
      events.replaceChildren(tableElement(eventTable(story, format)));
    },
    retheme: () => charts.forEach((chart) => chart.retheme()),
  };
}

/** Evaluations and marks, the newest first. */
function eventTable({ heldOut, markers }: DashboardState, format: Formats): Table {
  const evaluations = heldOut.map((point) => ({
    ...point,
    bits: format.bits(point.bitsPerChar),
    what: point.best ? t('evaluated: best so far') : t('evaluated'),
  }));
  const others = markers.map((mark) => ({ ...mark, bits: '', what: markerText(mark.kind) }));
  const rows = [...evaluations, ...others]
    .sort((one, other) => other.step - one.step)
    .map(({ elapsedMs, step, characters, bits, what }) => [
      format.duration(elapsedMs),
      format.whole(step),
      format.compact(characters),
      bits,
      what,
    ]);
  return { columns: [t('Time'), t('Step'), t('Characters'), t('Bits per character'), t('Event')], rows };
}
