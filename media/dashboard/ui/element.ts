// Building the page without a framework: one function that makes an element, and one that writes text only when it changed.

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

/** Spares layout and screen readers a change that is none. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export function setHidden(node: HTMLElement, hidden: boolean): void {
  if (node.hidden !== hidden) node.hidden = hidden;
}

/** New children for old ones; who stood on one of them stands on the one with the same `data-key` afterwards. */
export function replaceChildrenKeepingFocus(parent: HTMLElement, children: readonly Node[]): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && parent.contains(focused) ? focused.dataset.key : undefined;
  parent.replaceChildren(...children);
  if (key === undefined) return;
  const heirs = [...parent.querySelectorAll<HTMLElement>('[data-key]')];
  heirs.find((heir) => heir.dataset.key === key)?.focus();
}

/** One icon of the editor's own set; for the eye only. */
export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}
