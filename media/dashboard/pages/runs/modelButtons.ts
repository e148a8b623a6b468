// Import and export of the model that suggests. A model is not imported during a training, which would replace it.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, type TemplateResult } from 'lit';
import type { DashboardAction } from '../../../../src/protocol/dashboard.ts';
import { isRunning, type RunState } from '../../../../src/protocol/runState.ts';
import { icon } from '../../ui/element.ts';
import type { IconName } from '../../ui/iconNames.ts';
import { t } from '../../ui/localization.ts';
import type { DashboardContext } from '../../ui/view.ts';

export function modelButtons({ connection }: DashboardContext, run: RunState): TemplateResult {
  const button = (name: IconName, label: string, explanation: string, action: DashboardAction, isShown = true) =>
    html`<vscode-button
      secondary
      title=${explanation}
      ?hidden=${!isShown}
      @click=${() => connection.send({ type: 'action', action })}
      >${icon(name, 'content-before')}${label}</vscode-button
    >`;
  const importing = t('Make a file that PyTorch wrote the model of this workspace');
  const exporting = t('Write the model of this workspace to a file that PyTorch reads');
  return html`${button('cloud-download', t('Import checkpoint …'), importing, 'importCheckpoint', !isRunning(run))}
  ${button('export', t('Export checkpoint …'), exporting, 'exportCheckpoint')}`;
}
