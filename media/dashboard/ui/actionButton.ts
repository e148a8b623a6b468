// A button with an icon that runs a command of the extension.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { DashboardAction } from '../../../src/protocol/dashboard.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import { icon } from './element.ts';
import type { IconName } from './iconNames.ts';

export interface ActionButton {
  readonly iconName: IconName;
  readonly label: string;
  /** On hover. */
  readonly explanation?: string;
  readonly action: DashboardAction;
  readonly isHidden?: boolean;
  /** The one that a user most likely wants. */
  readonly isPrimary?: boolean;
}

export function actionButton(
  connection: HostConnection,
  { iconName, label, explanation, action, isHidden = false, isPrimary = false }: ActionButton,
): TemplateResult {
  return html`<vscode-button
    title=${ifDefined(explanation)}
    ?secondary=${!isPrimary}
    ?hidden=${isHidden}
    @click=${() => connection.send({ type: 'action', action })}
    >${icon(iconName, 'content-before')}${label}</vscode-button
  >`;
}
