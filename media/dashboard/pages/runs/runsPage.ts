// The Runs page: the learning curves of the compared runs, a table of all stored runs, and import and export of the model.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DashboardAction } from '../../../../src/protocol/dashboard.ts';
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import { lossChart } from '../../charts/lossChart.ts';
import { runColor } from '../../charts/runOverlays.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, icon, inputValue } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { IconName } from '../../ui/iconNames.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import './runsPage.css';

export function runsPage(context: DashboardContext): View {
  const chart = lossChart(context, t('Train the network to see its learning curve, and compare it with other runs.'));
  const table = runsTable(context);
  return {
    node: element('div', { class: 'runs' }, chart.node, table.node),
    draw(state) {
      chart.draw(state);
      table.draw(state);
    },
    themeChanged: () => chart.themeChanged?.(),
  };
}

function runsTable(context: DashboardContext): View {
  const { connection, format, theme } = context;
  const title = t('Runs');
  const node = element('section', { 'aria-label': title });
  const requested = new Set<string>();
  let state: DashboardState | undefined;
  /** Id of the run whose deletion awaits confirmation. */
  let deleting: string | undefined;
  const data: ChartData = { title, name: 'runs', table: () => exportTable(state?.runs ?? [], format) };
  const columns = [
    ...[t('Compare'), t('Name'), t('Bits per character'), t('Epochs'), t('Time')],
    ...[t('Network'), t('Started'), t('End'), t('Delete')],
  ];

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

  /** Renders in a microtask: `blur` can fire while a render removes the button. */
  function confirmDelete(id: string | undefined): void {
    if (id === deleting) return;
    deleting = id;
    queueMicrotask(redraw);
  }

  function deleteButton({ id }: RunSummary, label: string, isHidden: boolean): TemplateResult {
    const isConfirming = deleting === id;
    const clicked = () => {
      if (isConfirming) connection.send({ type: 'run', action: 'delete', id });
      confirmDelete(isConfirming ? undefined : id);
    };
    return html`<button
      type="button"
      class="quiet"
      aria-label=${label}
      ?hidden=${isHidden}
      @click=${clicked}
      @blur=${() => confirmDelete(undefined)}
    >
      ${isConfirming ? t('Delete this run?') : icon('trash')}
    </button>`;
  }

  function row(run: RunSummary, current: DashboardState): TemplateResult {
    const isCurrent = run.id === current.currentRun;
    const isRunning = isCurrent && ['preparing', 'training', 'paused'].includes(current.status);
    const position = connection.view.runs.indexOf(run.id);
    const color = position < 0 || isCurrent ? 'transparent' : runColor(theme(), position);
    const started = format.dateTime(run.startedMs);
    return html`
      <tr class=${isCurrent ? 'is-current' : ''} .style=${`--run: ${color}`}>
        <td class="run-choice">
          <input
            type="checkbox"
            aria-label=${isCurrent ? t('current run') : t('Compare the run of {0}', started)}
            ?disabled=${isCurrent}
            .checked=${isCurrent || position >= 0}
            @change=${() => compare(run.id, position < 0)}
          /><span class="run-swatch" aria-hidden="true"></span>
        </td>
        <td>
          <input
            type="text"
            class="run-name"
            maxlength="80"
            placeholder=${t('no name')}
            aria-label=${t('Name of the run of {0}', started)}
            .value=${run.name}
            @change=${(event: Event) =>
              connection.send({ type: 'run', action: 'rename', id: run.id, name: inputValue(event) })}
          />
        </td>
        <td>${run.bitsPerChar === undefined ? '–' : format.bits(run.bitsPerChar)}</td>
        <td>${format.significant(epochsOf(run))}</td>
        <td>${format.duration(run.elapsedMs)}</td>
        <td>${networkText(run, format)}</td>
        <td>${started}</td>
        <td>${isRunning ? t('running') : endText(run)}</td>
        <td>${deleteButton(run, t('Delete the run of {0}', started), isRunning)}</td>
      </tr>
    `;
  }

  function redraw(): void {
    if (!state) return;
    const current = state;
    const isEmpty = current.runs.length === 0;
    render(
      html`
        ${sectionHead({
          title,
          explanation: t('All stored trainings. Select runs to compare their learning curves.'),
          tools: html`${modelButtons(context, current)}${dataButton(context, data, isEmpty)}`,
        })}
        ${emptyState(t('Train the network. Each training is stored here, so that you can name and compare runs.'), isEmpty)}
        <div class="data-rows" tabindex="0" role="region" aria-label=${t('All runs')} ?hidden=${isEmpty}>
          <table class="runs-table">
            <thead>
              <tr>
                ${columns.map((column) => html`<th scope="col">${column}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${repeat(
                current.runs,
                ({ id }) => id,
                (run) => row(run, current),
              )}
            </tbody>
          </table>
        </div>
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

/** Import and export of the model that suggests. A model is not imported during a training, which would replace it. */
function modelButtons({ connection }: DashboardContext, { status }: DashboardState): TemplateResult {
  const button = (name: IconName, label: string, explanation: string, action: DashboardAction, isShown = true) =>
    html`<vscode-button
      secondary
      title=${explanation}
      ?hidden=${!isShown}
      @click=${() => connection.send({ type: 'action', action })}
      >${icon(name, 'content-before')}${label}</vscode-button
    >`;
  const isBusy = status === 'training' || status === 'paused' || status === 'preparing';
  const importing = t('Make a file that PyTorch wrote the model of this workspace');
  const exporting = t('Write the model of this workspace to a file that PyTorch reads');
  return html`${button('cloud-download', t('Import checkpoint …'), importing, 'importCheckpoint', !isBusy)}
  ${button('export', t('Export checkpoint …'), exporting, 'exportCheckpoint')}`;
}

function exportTable(runs: readonly RunSummary[], format: Formats): Table {
  return {
    columns: [t('Name'), t('Bits per character'), t('Epochs'), t('Time in ms'), t('Network'), t('Started'), t('End')],
    rows: runs.map((run) => [
      run.name,
      run.bitsPerChar === undefined ? undefined : Number(run.bitsPerChar.toFixed(4)),
      Number(epochsOf(run).toFixed(3)),
      Math.round(run.elapsedMs),
      networkText(run, format),
      new Date(run.startedMs).toISOString(),
      endText(run),
    ]),
  };
}

function epochsOf({ characters, trainCharacters }: RunSummary): number {
  return characters / Math.max(1, trainCharacters);
}

/** Cell and hidden units, streams × steps, learning rate. */
function networkText(
  { settings: { cell, hidden, learningRate, sequenceLength, streams } }: RunSummary,
  format: Formats,
): string {
  const rate = format.significant(learningRate);
  return `${cell === 'tanh' ? 'RNN' : cell.toUpperCase()} ${hidden} · ${streams} × ${sequenceLength} · ${rate}`;
}

function endText({ endReason }: RunSummary): string {
  switch (endReason) {
    case 'finished':
      return t('Finished');
    case 'stopped':
      return t('Stopped');
    case 'stopped improving':
      return t('No further improvement');
    case undefined:
      return t('Interrupted');
  }
}
