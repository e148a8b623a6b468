// Creates elements, and shows icons of the editor's icon font.
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { IconName } from './iconNames.ts';

type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes (`true`: present without a value; `false`: absent) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** A codicon, hidden from screen readers. `slot`: where a vscode-elements component shows it. */
export function icon(name: IconName, slot?: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true" slot=${ifDefined(slot)}></span>`;
}

/** The value of the input whose listener handles the event. */
export function inputValue({ currentTarget }: Event): string {
  return currentTarget instanceof HTMLElement && 'value' in currentTarget ? String(currentTarget.value) : '';
}
