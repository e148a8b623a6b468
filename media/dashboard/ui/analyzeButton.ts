// A button that starts an analysis of the network, and one that cancels it, with its progress and its error.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, type TemplateResult } from 'lit';
import type { SimpleQuery } from '../../../src/protocol/analyzer.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { analysisProgress } from './analysisProgress.ts';
import { t } from './localization.ts';
import type { DashboardContext } from './view.ts';
import './controls.css';

/** Whether there is no network to analyze. */
export function needsNetwork({ run: { status, networkWithoutRun } }: DashboardState): boolean {
  return status === 'idle' && !networkWithoutRun;
}

export function analyzeButton(
  { format, connection }: DashboardContext,
  state: DashboardState,
  kind: SimpleQuery,
  label: string,
): TemplateResult {
  const { analyses } = state;
  const done = analyses.progress(kind);
  const isRunning = done !== undefined;
  const isImpossible = needsNetwork(state);
  const note = isImpossible ? t('Possible once a network is trained.') : (analyses.error(kind) ?? '');
  return html`
    <div class="analyze">
      <vscode-button
        secondary
        ?hidden=${isRunning}
        ?disabled=${state.run.status === 'preparing' || isImpossible}
        @click=${() => connection.send({ type: 'analyze', query: { kind } })}
        >${label}</vscode-button
      >
      <progress max="1" .value=${done ?? 0} aria-label=${label} ?hidden=${!isRunning}></progress>
      <vscode-button secondary ?hidden=${!isRunning} @click=${() => connection.send({ type: 'cancelAnalysis', kind })}
        >${t('Cancel')}</vscode-button
      >
      <span class="where" role="status">${isRunning ? analysisProgress(label, done, format) : note}</span>
    </div>
  `;
}
