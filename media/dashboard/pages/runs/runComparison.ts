// Results and settings of the compared runs side by side; differences are highlighted.
import { html, nothing, render } from 'lit';
import { runName } from '../../charts/runOverlays.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { runsWithProgress, type RunWithProgress } from '../../state/runsWithProgress.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import { tableRegion } from '../../ui/table.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { comparedRows, type ComparedRow } from './runValues.ts';
import { settingLabels } from './settingLabels.ts';

export function runComparison(context: DashboardContext): View {
  const { connection, format } = context;
  const title = t('Settings and results');
  const node = element('section');
  let runs: readonly RunWithProgress[] = [];
  let storedCount = 0;
  let isRestricted = true;
  const nameOf = (run: RunWithProgress): string => runName(run, format);
  const data: ChartData = {
    title,
    name: 'run-comparison',
    table: () => ({
      columns: [t('Value'), ...runs.map(nameOf)],
      rows: comparedRows(runs, format).map(({ name, values }) => [name, ...values]),
    }),
  };

  function row({ setting, name, values, differs }: ComparedRow) {
    const note = html`<span class="for-screen-readers">${t('differs')}</span>`;
    return html`<tr class=${differs ? 'differs' : ''}>
      <th scope="row">
        ${setting === undefined ? name : html`${settingLabels[setting]} <code>${setting}</code>`}${differs ? note : nothing}
      </th>
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
            ? t('For a comparison, train a second network: choose “Train on workspace”, then “Start from scratch”.')
            : t('Select two or more runs in the table above to see in which settings they differ.'),
          isEmpty,
        )}
        ${tableRegion({
          label: title,
          kind: 'run-comparison stacked',
          head: [t('Value'), ...runs.map(nameOf)].map((name) => ({ title: name })),
          rows: rows.map(row),
          isHidden: isEmpty,
        })}
      `,
      node,
    );
  }

  return {
    node,
    draw(state: DashboardState) {
      const { currentRun } = state;
      const all = runsWithProgress(state);
      const { runs: chosen } = connection.view;
      const shown = [currentRun, ...chosen.filter((id) => id !== currentRun)];
      storedCount = all.length;
      runs = shown.flatMap((id) => all.find((run) => run.id === id) ?? []);
      redraw();
    },
  };
}
