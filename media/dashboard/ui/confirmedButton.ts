// Buttons with an icon that act only on their second click: the first one shows a question instead of the icon.
import { html, type TemplateResult } from 'lit';
import { icon } from './element.ts';
import type { IconName } from './iconNames.ts';

export interface ConfirmedButton {
  /** Distinguishes the buttons. */
  readonly id: string;
  readonly iconName: IconName;
  readonly label: string;
  /** Replaces the icon until the second click. */
  readonly question: string;
  readonly isHidden: boolean;
  confirmed(): void;
}

/** At most one of the buttons shows its question. `redraw`: another one does, or none. */
export function confirmedButtons(redraw: () => void): (button: ConfirmedButton) => TemplateResult {
  /** Id of the button that awaits its second click. */
  let asking: string | undefined;

  /** Redraws in a microtask: `blur` can fire while a render removes the button. */
  function ask(id: string | undefined): void {
    if (id === asking) return;
    asking = id;
    queueMicrotask(redraw);
  }

  return ({ id, iconName, label, question, isHidden, confirmed }) => {
    const isAsking = id === asking;
    const clicked = () => {
      if (isAsking) confirmed();
      ask(isAsking ? undefined : id);
    };
    return html`<button
      type="button"
      class="quiet"
      title=${label}
      aria-label=${label}
      ?hidden=${isHidden}
      @click=${clicked}
      @blur=${() => ask(undefined)}
    >
      ${isAsking ? question : icon(iconName)}
    </button>`;
  };
}
