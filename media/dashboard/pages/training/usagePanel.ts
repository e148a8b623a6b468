// Memory and CPU of our programs during the training.
import { max } from 'd3-array';
import { html, render } from 'lit';
import { programNames, type ProgramName, type UsagePoint } from '../../../../src/protocol/programUsage.ts';
import { itemsOf, type Series } from '../../../../src/protocol/series.ts';
import { rounded, type Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import { textTable } from '../../ui/table.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

const names: Readonly<Record<ProgramName, string>> = {
  learner: t('Learner: trains'),
  predictor: t('Predictor: makes suggestions'),
  analyzer: t('Analyzer: examines the network'),
  masker: t('Masker: searches text for secrets'),
};

export function usagePanel(context: DashboardContext): View {
  const { format } = context;
  const title = t('Memory and CPU of the training');
  const node = element('section');
  let shown: Series<UsagePoint> | undefined;
  let usage: readonly UsagePoint[] = [];
  const data: ChartData = { title, name: 'memory-and-cpu', table: () => everyPoint(usage) };

  /** The newest load of each program, and its highest memory. */
  function summary(): Table {
    const rows = programNames.flatMap((name) => {
      const loads = usage.flatMap(({ programs }) => programs.filter((program) => program.name === name));
      const last = loads.at(-1);
      if (!last) return [];
      const memory = [last.memoryBytes, max(loads, ({ memoryBytes }) => memoryBytes)!];
      return [[names[name], ...memory.map(format.bytes), format.twoDecimals(last.cores)]];
    });
    return { columns: [t('Program'), t('Memory'), t('Highest memory'), t('Cores used')], rows };
  }

  return {
    node,
    draw({ run }) {
      if (run.usage === shown) return;
      shown = run.usage;
      usage = itemsOf(shown);
      node.hidden = usage.length === 0;
      render(
        html`
          ${sectionHead({
            title,
            explanation: t(
              'What Hidden State used while the network was trained, averaged over five seconds. 1.00 is one core all the time.',
            ),
            tools: dataButton(context, data),
          })}
          ${textTable(title, summary())}
        `,
        node,
      );
    },
  };
}

function everyPoint(usage: readonly UsagePoint[]): Table {
  return {
    columns: [t('Time in ms'), t('Step'), t('Program'), t('Memory in bytes'), t('Cores used')],
    rows: usage.flatMap(({ elapsedMs, step, programs }) =>
      programs.map(({ name, memoryBytes, cores }) => [
        Math.round(elapsedMs),
        step,
        names[name],
        memoryBytes,
        rounded(cores, 3),
      ]),
    ),
  };
}
