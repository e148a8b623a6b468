// The Runs page: the learning curves of the compared runs, their settings and results, a table of all stored runs, and
// import and export of the model.
import { lossChart } from '../../charts/lossChart.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { runComparison } from './runComparison.ts';
import { runsTable } from './runsTable.ts';
import './runsPage.css';

export function runsPage(context: DashboardContext): View {
  const chart = lossChart(context, {
    emptyText: t('Train the network to see its learning curve, and compare it with other runs.'),
  });
  const parts = [chart, runsTable(context), runComparison(context)];
  return {
    node: element('div', { class: 'runs' }, ...parts.map(({ node }) => node)),
    draw: (state) => parts.forEach((part) => part.draw(state)),
    themeChanged: () => chart.themeChanged?.(),
  };
}
