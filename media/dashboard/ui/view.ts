// What the dashboard is made of: views that draw the dashboard state, and the context that all views share.
import type { DashboardState } from '../state/dashboardState.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import type { Formats } from './format.ts';
import type { Theme } from './theme.ts';

export interface View {
  readonly node: HTMLElement;
  draw(state: DashboardState): void;
  /** Repaints canvases with the colors of the new theme. */
  themeChanged?(): void;
}

/** Created once by the entry and passed to every page. */
export interface DashboardContext {
  readonly format: Formats;
  readonly connection: HostConnection;
  theme(): Theme;
  /** Opens the Neurons page on this unit. */
  openUnit(unit: number): void;
}

/** One page of the dashboard, with its tab. */
export interface Page {
  /** Identifies the page in the stored view state, and in the stylesheet as `<name>-page`. */
  readonly name: string;
  readonly title: string;
  /** Absent where the terminal program serves the dashboard. An element of other pages says so with `data-needs="editor"`. */
  readonly needsEditor?: boolean;
  /** Called when the page is first opened. */
  create(context: DashboardContext): View;
}
