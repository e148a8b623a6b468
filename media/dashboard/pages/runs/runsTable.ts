// The table of all stored runs: which are compared, the actions on a run, name, results, tags and notes.
import { html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isInterrupted } from '../../../../src/protocol/runScore.ts';
import { isRunning, type RunState } from '../../../../src/protocol/runState.ts';
import { runColor } from '../../charts/runOverlays.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { runsWithProgress, type RunWithProgress } from '../../state/runsWithProgress.ts';
import { actionButton } from '../../ui/actionButton.ts';
import { confirmedButtons } from '../../ui/confirmedButton.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { isLowerUnused, isOtherInUse } from '../../ui/networkInUse.ts';
import { emptyState, firstTraining, sectionHead } from '../../ui/section.ts';
import { tableRegion } from '../../ui/table.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { runRow } from './runRow.ts';
import { runValues, type RunValue } from './runValues.ts';

export function runsTable(context: DashboardContext): View {
  const { connection, format, theme } = context;
  const title = t('Runs');
  const node = element('section', { 'aria-label': title });
  const requested = new Set<string>();
  const { bitsPerChar, epochs, time, network, started, end } = runValues(format);
  const values: readonly RunValue[] = [bitsPerChar, epochs, time, network, started, end];
  const confirmedButton = confirmedButtons(redraw);
  let state: DashboardState | undefined;
  const data: ChartData = {
    title,
    name: 'runs',
    table: () => exportTable(state ? runsWithProgress(state) : [], values),
  };

  function compare(id: string, isCompared: boolean): void {
    const others = connection.view.runs.filter((other) => other !== id);
    connection.updateView({ runs: isCompared ? [...others, id] : others });
  }

  /** Requests the curves of each compared run once. */
  function requestCurves({ runs }: DashboardState): void {
    for (const id of connection.view.runs) {
      if (requested.has(id) || !runs.some((run) => run.id === id)) continue;
      requested.add(id);
      connection.send({ type: 'run', action: 'load', id });
    }
  }

  function row(run: RunWithProgress, current: DashboardState) {
    const isCurrent = run.id === current.currentRun;
    const isAnyRunning = isRunning(current.run) || current.run.trainsElsewhere;
    const position = connection.view.runs.indexOf(run.id);
    return runRow(
      {
        run,
        started: started.text(run),
        values,
        isCurrent,
        isInUse: run.id === current.runInUse,
        confirmedButton,
        isCompared: position >= 0,
        hasNetwork: isCurrent || run.id === current.runInUse || current.restorable.has(run.id),
        canBeRestored: !isCurrent && !isAnyRunning && current.restorable.has(run.id),
        color: position < 0 || isCurrent ? undefined : runColor(theme(), position),
      },
      {
        compared: (isCompared) => compare(run.id, isCompared),
        acted: (action) => connection.send({ type: 'run', ...action }),
      },
    );
  }

  function redraw(): void {
    if (!state) return;
    const current = state;
    const isEmpty = current.runs.length === 0;
    render(
      html`
        ${sectionHead({
          title,
          explanation: t('All stored trainings. Select runs to compare their learning curves, settings and results.'),
          tools: html`${modelButtons(context, current.run)}${dataButton(context, data, isEmpty)}`,
        })}
        ${emptyState(
          firstTraining(
            current.run,
            t('Train the network. Each training is stored here, so that you can name and compare runs.'),
          ),
          isEmpty,
        )}
        ${tableRegion({
          label: t('All runs'),
          kind: 'runs-table',
          head: [
            { title: t('Compare'), explanation: t('Show the run in the charts and tables of this page') },
            ...[t('Actions'), t('Name')].map((name) => ({ title: name })),
            ...values,
            ...[t('Tags'), t('Notes')].map((name) => ({ title: name })),
          ],
          rows: repeat(
            runsWithProgress(current),
            ({ id }) => id,
            (run) => row(run, current),
          ),
          isHidden: isEmpty,
        })}
        <p class="hint" ?hidden=${current.run.networkWithoutRun?.importedMs === undefined}>
          ${t('The imported network is in use. It is listed here after another network has replaced it.')}
        </p>
        <p class="hint" ?hidden=${!isInterrupted(current.run) || !isOtherInUse(current)}>
          ${t('The newest training did not end. To go on with it, choose “Train on workspace”, then “Train further”.')}
        </p>
        <p class="hint" ?hidden=${!isLowerUnused(current)}>
          ${t('Each run is measured on the text that was left out of its own training, so its value may look better than that of the run in use. When a training ends, the earlier and the new network are measured on the same text. The better one is used, until you choose another.')}
        </p>
      `,
      node,
    );
  }

  return {
    node,
    draw(current) {
      state = current;
      requestCurves(current);
      redraw();
    },
  };
}

function exportTable(runs: readonly RunWithProgress[], values: readonly RunValue[]): Table {
  return {
    columns: [...[t('Name'), t('Tags')], ...values.map(({ title, exported }) => exported?.title ?? title), t('Notes')],
    rows: runs.map((run) => [
      ...[run.name, run.tags.join(', ')],
      ...values.map(({ text, exported }) => (exported ? exported.value(run) : text(run))),
      run.notes,
    ]),
  };
}

/** Import and export of the model that suggests. A model is not imported during a training, which would replace it. */
function modelButtons({ connection }: DashboardContext, run: RunState): TemplateResult {
  return html`${actionButton(connection, {
    iconName: 'cloud-download',
    label: t('Import model file …'),
    explanation: t(
      'Use a network from a file, for example one that was trained with PyTorch. It replaces the network of this workspace.',
    ),
    action: 'importCheckpoint',
    isHidden: isRunning(run) || run.trainsElsewhere,
  })}
  ${actionButton(connection, {
    iconName: 'export',
    label: t('Export model file …'),
    explanation: t('Write the model of this workspace to a file that PyTorch reads'),
    action: 'exportCheckpoint',
    isHidden: run.score === undefined && !run.networkWithoutRun,
  })}`;
}
