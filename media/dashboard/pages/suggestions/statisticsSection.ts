// What suggestions did for the user: counted while they type, by day, on this machine only.
import { html, render, type TemplateResult } from 'lit';
import {
  checkSeconds,
  sumOfDays,
  weekOf,
  type CheckSeconds,
  type DayStatistics,
} from '../../../../src/protocol/suggestionStatistics.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { statisticsChart } from './statisticsChart.ts';

interface Row {
  /** For the stylesheet and tests. */
  readonly id: string;
  readonly name: string;
  readonly explanation: string;
  value(day: DayStatistics): string;
}

function rowsOf({ whole, percent }: Formats): readonly Row[] {
  const count = (id: Exclude<keyof DayStatistics, 'kept' | 'checked'>, name: string, explanation: string): Row => {
    return { id, name, explanation, value: (day) => whole(day[id]) };
  };
  const share = (day: DayStatistics, seconds: CheckSeconds): string => {
    const [kept, checked] = [day.kept[seconds], day.checked[seconds]];
    return checked === 0
      ? '–'
      : t('{0} ({1} of {2})', percent(floorShare(kept / checked)), whole(kept), whole(checked));
  };
  return [
    count('keystrokesSaved', t('Keystrokes saved'), savedMeaning),
    count('shown', t('Suggestions shown'), t('A suggestion that you type letter by letter counts once.')),
    count('completely', t('Accepted completely'), t('Suggestions accepted to their end, usually with Tab.')),
    count('word', t('Accepted by word'), t('How often you accepted only the next word.')),
    count('line', t('Accepted by line'), t('How often you accepted only up to the end of a line.')),
    count('acceptedCharacters', t('Accepted characters'), t('Characters that all these acceptances inserted.')),
    count(
      'typedCharacters',
      t('Typed as suggested'),
      t('Characters that you typed yourself although the visible suggestion offered exactly these.'),
    ),
    count('wrong', t('Not followed to the end'), t('You typed something else while a suggestion was visible.')),
    {
      id: 'next-edits',
      name: t('Next edits applied'),
      explanation: t(
        'How often the extension offered to repeat a change of yours, and how often you applied it. One Tab that changes several places counts once.',
      ),
      value: (day) => t('{0} of {1}', whole(day.nextEditsAccepted), whole(day.nextEditsOffered)),
    },
    ...checkSeconds.map((seconds): Row => {
      const after = seconds < 60 ? t('{0} s', seconds) : t('{0} min', seconds / 60);
      return {
        id: `kept-${seconds}`,
        name: t('Still present after {0}', after),
        explanation: t(
          'How much of what you accepted was still there after this time. Files closed before that time are not counted.',
        ),
        value: (day) => share(day, seconds),
      };
    }),
  ];
}

const savedMeaning = t(
  'Characters that you accepted and did not delete within 15 seconds, minus the Tab key for each acceptance.',
);

/** In whole percent, so that 680 of 681 are not 100 %. */
function floorShare(share: number): number {
  return Math.floor(100 * share + 1e-9) / 100;
}

export function statisticsSection(context: DashboardContext): View {
  const { connection, format } = context;
  const title = t('Your suggestions');
  const chart = statisticsChart(format);
  const node = element('section', { class: 'statistics', 'aria-label': title, 'data-needs': 'editor' });
  const rows = rowsOf(format);

  function template({ statistics }: DashboardState): TemplateResult {
    const { days, today } = statistics ?? { days: {}, today: '' };
    const isEmpty = Object.keys(days).length === 0;
    const sums = [sumOfDays(days, today), sumOfDays(days, today && weekOf(today)), sumOfDays(days)];
    const act = (action: 'exportStatistics' | 'resetStatistics') => () => connection.send({ type: 'action', action });
    const tools = html`
      <button type="button" class="quiet" @click=${act('exportStatistics')}>${t('Export as CSV')}</button>
      <button type="button" class="quiet" @click=${act('resetStatistics')}>${t('Reset')}</button>
      ${dataButton(context, chart.data)}
    `;
    const explanation = t('Counted while you type, stored on this machine only.');
    return html`
      ${sectionHead({ title, explanation, ...(!isEmpty && { tools }) })}
      ${emptyState(
        t('Nothing is counted yet. When suggestions appear while you type, this shows what they saved.'),
        isEmpty && statistics !== undefined,
      )}
      <div class="statistics-body" ?hidden=${isEmpty}>
        <table class="stacked">
          <thead>
            <tr>
              <td></td>
              ${[t('Today'), t('This week'), t('In total')].map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr class=${row.id}>
                  <th scope="row">
                    ${row.name}
                    <div class="hint">${row.explanation}</div>
                  </th>
                  ${sums.map((sum) => html`<td>${row.value(sum)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
        <div class="statistics-days">
          ${sectionHead({
            title: t('Keystrokes saved by day'),
            explanation: savedMeaning,
            isMinor: true,
          })}
          ${chart.node}
          <p class="hint">${explanation}</p>
        </div>
      </div>
    `;
  }

  return {
    node,
    draw(state) {
      render(template(state), node);
      if (state.statistics) chart.show(state.statistics.days, state.statistics.today);
    },
  };
}
