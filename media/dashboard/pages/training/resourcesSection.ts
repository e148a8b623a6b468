// What the extension uses now of memory, CPU and disk, each with its limit.
import { html, render } from 'lit';
import { programNames, type ProgramName } from '../../../../src/protocol/programUsage.ts';
import type { Resources } from '../../../../src/protocol/resources.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import { textTable } from '../../ui/table.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

const descriptions: Readonly<Record<ProgramName, readonly [name: string, explanation: string]>> = {
  learner: [t('Learner'), t('Trains the network, at low priority; it runs only during a training.')],
  predictor: [t('Predictor'), t('Computes suggestions while you type; it waits without using the CPU.')],
  analyzer: [t('Analyzer'), t('Answers questions about the network; it ends after two minutes without one.')],
  masker: [t('Masker'), t('Searches text for secrets before anything learns it.')],
};

export function resourcesSection(context: DashboardContext): View {
  const { format } = context;
  const title = t('Memory, CPU and disk now');
  const node = element('section', { class: 'resources' });
  let shown: Resources | undefined;
  const data: ChartData = {
    title,
    name: 'resources',
    table: () => (shown ? resourceTable(shown, format) : { columns: [], rows: [] }),
  };
  return {
    node,
    draw({ resources }) {
      node.hidden = resources === undefined;
      if (!resources || resources === shown) return;
      shown = resources;
      render(
        html`
          ${sectionHead({
            title,
            explanation: t(
              'What Hidden State uses now, and at most. Texts and objects of a program may take {0}; the memory of its kernels comes on top.',
              format.bytes(resources.maxHeapBytes),
            ),
            tools: dataButton(context, data),
          })}
          ${textTable(title, data.table())}
        `,
        node,
      );
    },
  };
}

function resourceTable(resources: Resources, format: Formats): Table {
  const { programs, hostBytes, maxCores, storageBytes, maxStorageBytes, learnedBytes } = resources;
  const rows = programNames.map((program) => {
    const [name, explanation] = descriptions[program];
    const usage = programs[program];
    if (!usage) return [name, t('does not run'), '', explanation];
    const cpu =
      usage.cores === undefined
        ? t('known after some seconds')
        : t('{0} of {1}', format.twoDecimals(usage.cores), format.whole(maxCores[program]));
    return [name, format.bytes(usage.memoryBytes), cpu, explanation];
  });
  const hostExplanation = t('The editor’s process for all extensions. It also searches what you type for passwords.');
  const disk = t('{0} of {1}', format.bytes(storageBytes), format.bytes(maxStorageBytes));
  const diskExplanation = t(
    'Model, runs, their weights and text statistics of this workspace; older files are deleted. The limit grows with the network and the text.',
  );
  const learnedExplanation = t(
    'Kept on the disk, so that the next window need not learn again. It contains text of your files.',
  );
  return {
    columns: [t('Program'), t('Memory'), t('Cores in use'), t('Purpose')],
    rows: [
      ...rows,
      [t('Extension host'), format.bytes(hostBytes), '', hostExplanation],
      [t('Storage'), disk, '', diskExplanation],
      [t('Of it, text statistics'), format.bytes(learnedBytes), '', learnedExplanation],
    ],
  };
}
