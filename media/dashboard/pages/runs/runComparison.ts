// Results and settings of the compared runs side by side; differences are highlighted.
import { html, nothing, render } from 'lit';
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { comparedRows, type ComparedRow } from './comparedRows.ts';

export function runComparison(context: DashboardContext): View {
  const { connection, format } = context;
  const title = t('Settings and results');
  const node = element('section');
  let runs: readonly RunSummary[] = [];
  let storedCount = 0;
  let isRestricted = false;
  const nameOf = ({ name, startedMs }: RunSummary): string => name || format.dateTime(startedMs);
  const data: ChartData = {
    title,
    name: 'run-comparison',
    table: () => ({
      columns: [t('Value'), ...runs.map(nameOf)],
      rows: comparedRows(runs, format).map(({ name, values }) => [name, ...values]),
    }),
  };

  function row({ kind, name, values, differs }: ComparedRow) {
    const note = html`<span class="for-screen-readers">${t('differs')}</span>`;
    return html`<tr class=${differs ? 'differs' : ''}>
      <th scope="row">${kind === 'setting' ? html`<code>${name}</code>` : name}${differs ? note : nothing}</th>
      ${values.map((value) => html`<td>${value}</td>`)}
    </tr>`;
  }

  function redraw(): void {
    const isEmpty = runs.length < 2;
    const rows = comparedRows(runs, format).filter(({ differs }) => differs || !isRestricted);
    const tools = html`
      ${toggleButton({
        label: t('Only differences'),
        isPressed: isRestricted,
        isHidden: isEmpty,
        clicked: () => {
          isRestricted = !isRestricted;
          redraw();
        },
      })}
      ${dataButton(context, data, isEmpty)}
    `;
    render(
      html`
        ${sectionHead({ title, explanation: t('What the compared runs have in common. Differences are highlighted.'), tools })}
        ${emptyState(
          storedCount < 2
            ? t('A comparison needs two runs. After a second training, it is possible here.')
            : t('Select a run in the table above to see in which settings it differs from the current run.'),
          isEmpty,
        )}
        <div class="data-rows" tabindex="0" role="region" aria-label=${title} ?hidden=${isEmpty}>
          <table class="run-comparison">
            <thead>
              <tr>
                <th scope="col">${t('Value')}</th>
                ${runs.map((run) => html`<th scope="col">${nameOf(run)}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(row)}
            </tbody>
          </table>
        </div>
      `,
      node,
    );
  }

  return {
    node,
    draw({ runs: all, currentRun }: DashboardState) {
      const { runs: chosen } = connection.view;
      const shown = [currentRun, ...chosen.filter((id) => id !== currentRun)];
      storedCount = all.length;
      runs = shown.flatMap((id) => all.find((run) => run.id === id) ?? []);
      redraw();
    },
  };
}
