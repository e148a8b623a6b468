// The tabs of the dashboard. A page is created when it is first opened, and only the open page is drawn.
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import { element } from './element.ts';
import type { DashboardContext, Page, View } from './view.ts';

export interface PageTabs {
  readonly node: HTMLElement;
  readonly openPage: string;
  /** The view of the open page. */
  current(): View;
  open(name: string): void;
  /** The views of all pages that were opened. */
  created(): readonly View[];
}

/** `opened`: another page is open now. */
export function pageTabs(
  pages: readonly Page[],
  context: DashboardContext,
  initialPage: string,
  opened: (name: string) => void,
): PageTabs {
  const views = new Map<string, View>();
  const panels = pages.map(({ name }) => element('div', { class: `page ${name}-page` }));
  let current = Math.max(0, indexOf(initialPage));
  const node = element('vscode-tabs', { 'selected-index': String(current) });
  pages.forEach(({ title }, index) =>
    node.append(
      element('vscode-tab-header', { slot: 'header' }, title),
      element('vscode-tab-panel', {}, panels[index]!),
    ),
  );
  // The component has no CSS part for its row of tabs. Without wrapping, a narrow page would hide the last tabs.
  void node.updateComplete.then(() => {
    const wrapping = new CSSStyleSheet();
    wrapping.replaceSync('.tablist { flex-wrap: wrap; }');
    node.shadowRoot?.adoptedStyleSheets.push(wrapping);
  });
  node.addEventListener('vsc-tabs-select', ({ detail }) => select(detail.selectedIndex));

  function indexOf(name: string): number {
    return pages.findIndex((page) => page.name === name);
  }

  function select(index: number): void {
    if (index === current) return;
    current = index;
    opened(pages[index]!.name);
  }

  return {
    node,
    get openPage() {
      return pages[current]!.name;
    },
    current() {
      const page = pages[current]!;
      const known = views.get(page.name);
      if (known) return known;
      const view = page.create(context);
      views.set(page.name, view);
      panels[current]!.append(view.node);
      return view;
    },
    open(name) {
      const index = indexOf(name);
      node.selectedIndex = index;
      select(index);
    },
    created: () => [...views.values()],
  };
}
