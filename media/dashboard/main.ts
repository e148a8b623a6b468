// Entry of the dashboard: receives messages from the host, keeps the dashboard state, and draws the open page.
import './main.css';
import { pages } from './pages/pages.ts';
import { DashboardState } from './state/dashboardState.ts';
import { connectToHost } from './state/hostConnection.ts';
import { onAnimationFrame } from './ui/animationFrames.ts';
import { element } from './ui/element.ts';
import { createFormats } from './ui/format.ts';
import { header } from './ui/header.ts';
import { pageTabs } from './ui/tabs.ts';
import { onThemeChange, readTheme } from './ui/theme.ts';
import type { DashboardContext } from './ui/view.ts';

/** Numbers that change faster are not readable. */
const drawGapMs = 500;

const connection = connectToHost();
const state = new DashboardState(connection.view.smoothing);
let theme = readTheme();

const context: DashboardContext = {
  format: createFormats(document.documentElement.lang || 'en'),
  connection,
  theme: () => theme,
  openUnit(unit) {
    if (!state.lens) return;
    connection.updateView({ neurons: { ...connection.view.neurons, unit } });
    tabs.open('neurons');
  },
};
const head = header(context);
const hasEditor = document.body.dataset.host !== 'terminal';
const shownPages = pages.filter(({ needsEditor = false }) => hasEditor || !needsEditor);
const tabs = pageTabs(shownPages, context, connection.view.page, (page) => {
  connection.updateView({ page });
  // At once, so that the keyboard can move into the page.
  if (state.hasSnapshot) tabs.current().draw(state);
  watchPage();
});
document.body.append(element('main', {}, head.node, tabs.node));

/** The host predicts at the caret, and measures memory and CPU, only while a page shows it. */
function watchPage(): void {
  connection.send({ type: 'caret', wanted: tabs.openPage === 'overview' });
  connection.send({ type: 'resources', wanted: tabs.openPage === 'training' });
}

const draw = onAnimationFrame(() => {
  // What is not known yet would be shown as absent.
  if (!state.hasSnapshot) return;
  document.body.dataset.run = state.curve.length > 0 ? 'present' : 'none';
  for (const view of [head, tabs.current()]) view.draw(state);
}, drawGapMs);

connection.receive((message) => {
  state.receive(message);
  draw();
});
onThemeChange(() => {
  theme = readTheme();
  for (const view of tabs.created()) view.themeChanged?.();
  draw();
});
connection.onViewChange(draw);
draw();
connection.send({ type: 'ready' });
watchPage();
