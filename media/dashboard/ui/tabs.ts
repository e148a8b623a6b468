// The page's tabs. Only the tab that is shown is drawn.
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import { element } from './element.ts';
import type { View } from './header.ts';

export interface Tab {
  readonly title: string;
  /** Names the panel for the stylesheet. */
  readonly name: string;
  readonly views: readonly View[];
}

export function tabs(pages: readonly Tab[], selected: number, onSelect: (index: number) => void) {
  let current = Math.min(pages.length - 1, Math.max(0, selected));
  const node = element('vscode-tabs', { 'selected-index': String(current) });
  for (const { title, name, views } of pages) {
    const panel = element('div', { class: name }, ...views.map((view) => view.node));
    node.append(element('vscode-tab-header', { slot: 'header' }, title), element('vscode-tab-panel', {}, panel));
  }
  // The element offers no part of its row of tabs; where it is too narrow for them, the last ones could not be reached.
  void node.updateComplete.then(() => {
    const wrapping = new CSSStyleSheet();
    wrapping.replaceSync('.tablist { flex-wrap: wrap; }');
    node.shadowRoot?.adoptedStyleSheets.push(wrapping);
  });
  function select(index: number): void {
    if (index === current) return;
    current = index;
    onSelect(index);
  }
  node.addEventListener('vsc-tabs-select', (event) =>
    select((event as CustomEvent<{ selectedIndex: number }>).detail.selectedIndex),
  );
  return {
    node,
    shown: (): readonly View[] => pages[current]!.views,
    open(index: number): void {
      node.selectedIndex = index;
      select(index);
    },
  };
}
