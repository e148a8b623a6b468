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
  const share = (day: DayStatistics, seconds: CheckSeconds): string => {
    const [kept, checked] = [day.kept[seconds], day.checked[seconds]];
    return checked === 0
      ? '–'
      : t('{0} ({1} of {2})', percent(floorShare(kept / checked)), whole(kept), whole(checked));
  };
  return [
    {
      id: 'keystrokes-saved',
      name: t('Keystrokes saved'),
      explanation: t('Characters that you accepted, less one keystroke for each acceptance.'),
      value: (day) => whole(day.keystrokesSaved),
    },
    {
      id: 'shown',
      name: t('Suggestions shown'),
      explanation: t('A suggestion that you type counts once.'),
      value: (day) => whole(day.shown),
    },
    {
      id: 'completely',
      name: t('Accepted completely'),
      explanation: t('Suggestions accepted to their end, usually with Tab.'),
      value: (day) => whole(day.completely),
    },
    {
      id: 'word',
      name: t('Accepted by word'),
      explanation: t('Acceptances of the next word only.'),
      value: (day) => whole(day.word),
    },
    {
      id: 'line',
      name: t('Accepted by line'),
      explanation: t('Acceptances up to the end of a line.'),
      value: (day) => whole(day.line),
    },
    {
      id: 'accepted-characters',
      name: t('Accepted characters'),
      explanation: t('Characters that all these acceptances inserted.'),
      value: (day) => whole(day.acceptedCharacters),
    },
    {
      id: 'typed',
      name: t('Typed as suggested'),
      explanation: t('Characters that you typed although the visible suggestion had them.'),
      value: (day) => whole(day.typedCharacters),
    },
    {
      id: 'wrong',
      name: t('Wrong suggestions'),
      explanation: t('You typed something else while a suggestion was visible.'),
      value: (day) => whole(day.wrong),
    },
    {
      id: 'next-edits',
      name: t('Next edits applied'),
      explanation: t('Places where the extension offered to repeat a change of yours, and you applied it.'),
      value: (day) => t('{0} of {1}', whole(day.nextEditsAccepted), whole(day.nextEditsOffered)),
    },
    ...checkSeconds.map((seconds): Row => {
      const after = seconds < 60 ? t('{0} s', seconds) : t('{0} min', seconds / 60);
      return {
        id: `kept-${seconds}`,
        name: t('Still present after {0}', after),
        explanation: t('Accepted characters that were still in the text after this time.'),
        value: (day) => share(day, seconds),
      };
    }),
  ];
}

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
            explanation: t('Characters that you accepted, less one keystroke for each acceptance.'),
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
