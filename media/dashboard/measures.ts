// The training from inside: gradient norm, update ratio, learning rate and speed, small charts one below the other over the
// same axis as the learning curve, and what happened on the way as a table.
import { markWords } from './annotations.ts';
import type { Table } from './csv.ts';
import { dataButton, tableElement } from './dataDialog.ts';
import { element, setHidden } from './element.ts';
import type { Formats } from './format.ts';
import { measureChart, type MeasureChart } from './measureChart.ts';
import { phases } from './phases.ts';
import type { Story } from './story.ts';
import type { Theme } from './theme.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';

export function measures(format: Formats, wire: Wire, theme: () => Theme): MeasureChart {
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
  ].map((named) => measureChart({ write: format.measure, ...named }, format, wire, theme));
  const time = phases(format, wire);
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
  let told: Story | undefined;
  return {
    node: element('div', {}, empty, body),
    draw(story) {
      told = story;
      setHidden(empty, story.curve.length > 0);
      setHidden(body, story.curve.length === 0);
      for (const view of [...charts, time]) view.draw(story);
      const now = `${story.heldOut.length} ${story.marks.length} ${story.heldOut.at(-1)?.step} ${story.marks.at(-1)?.step}`;
      if (listed === now) return;
      listed = now;
      events.replaceChildren(tableElement(eventTable(story, format)));
    },
    retheme: () => charts.forEach((chart) => chart.retheme()),
  };
}

/** Evaluations and marks, the newest first. */
function eventTable({ heldOut, marks }: Story, format: Formats): Table {
  const evaluations = heldOut.map((point) => ({
    ...point,
    bits: format.bits(point.bitsPerChar),
    what: point.best ? t('evaluated: best so far') : t('evaluated'),
  }));
  const others = marks.map((mark) => ({ ...mark, bits: '', what: markWords(mark.kind) }));
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
