// The button that colors the text of the editors by the chosen unit or gate, and removes the colors again.
import { html, type TemplateResult } from 'lit';
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import { t } from '../../ui/localization.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import type { DashboardContext } from '../../ui/view.ts';

type Coloring = EditorChoices['coloring'];

/** `current`: what colors the editors now. `chosen`: what the page shows. */
export function editorColorToggle(
  { connection }: DashboardContext,
  current: Coloring,
  chosen: Coloring,
): TemplateResult {
  const isShown = current !== undefined && current.unit === chosen?.unit && current.gate === chosen.gate;
  const button = toggleButton({
    label: t('Color the editor'),
    iconName: 'symbol-color',
    isPressed: isShown,
    clicked: () => connection.send({ type: 'color', ...(!isShown && { coloring: chosen }) }),
  });
  return html`<span data-needs="editor">${button}</span>`;
}
