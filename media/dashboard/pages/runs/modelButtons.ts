// Import and export of the model that suggests. A model is not imported during a training, which would replace it.
import { html, type TemplateResult } from 'lit';
import { isRunning, type RunState } from '../../../../src/protocol/runState.ts';
import { actionButton } from '../../ui/actionButton.ts';
import { t } from '../../ui/localization.ts';
import type { DashboardContext } from '../../ui/view.ts';

export function modelButtons({ connection }: DashboardContext, run: RunState): TemplateResult {
  return html`${actionButton(connection, {
    iconName: 'cloud-download',
    label: t('Import checkpoint …'),
    explanation: t('Make a file that PyTorch wrote the model of this workspace'),
    action: 'importCheckpoint',
    isHidden: isRunning(run),
  })}
  ${actionButton(connection, {
    iconName: 'export',
    label: t('Export checkpoint …'),
    explanation: t('Write the model of this workspace to a file that PyTorch reads'),
    action: 'exportCheckpoint',
  })}`;
}
