// A button that shows whether it is pressed.
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon } from './element.ts';
import type { IconName } from './iconNames.ts';
import './controls.css';

export interface ToggleButton {
  readonly label: string;
  readonly title?: string | undefined;
  readonly isPressed: boolean;
  readonly isHidden?: boolean;
  readonly iconName?: IconName;
  readonly clicked: () => void;
}

export function toggleButton({
  label,
  title,
  isPressed,
  isHidden = false,
  iconName,
  clicked,
}: ToggleButton): TemplateResult {
  return html`<button
    class="quiet toggle"
    type="button"
    title=${ifDefined(title)}
    aria-pressed=${isPressed ? 'true' : 'false'}
    ?hidden=${isHidden}
    @click=${clicked}
  >
    ${iconName === undefined ? nothing : icon(iconName)}${label}
  </button>`;
}
