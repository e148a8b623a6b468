// The dashboard's entry: what arrives is added to the story, and the part of the story that is shown is drawn on the next
// frame.
import './main.css';
import { caretPanel } from './pages/overview/caretPanel.ts';
import { element } from './ui/element.ts';
import { filesPage } from './pages/files/filesPage.ts';
import { createFormats } from './ui/format.ts';
import { onAnimationFrame } from './ui/animationFrames.ts';
import { header } from './ui/header.ts';
import { hiddenStatePanel } from './pages/overview/hiddenStatePanel.ts';
import { lossChart } from './charts/lossChart.ts';
import { trainingPage } from './pages/training/trainingPage.ts';
import { neuronsPage } from './pages/neurons/neuronsPage.ts';
import { runsPage } from './pages/runs/runsPage.ts';
import { DashboardState } from './state/dashboardState.ts';
import { tabs } from './ui/tabs.ts';
import { onThemeChange, readTheme } from './ui/theme.ts';
import { suggestionsPage } from './pages/suggestions/suggestionsPage.ts';
import { samplesPanel } from './pages/overview/samplesPanel.ts';
import { connectToHost } from './state/hostConnection.ts';
import { t } from './ui/localization.ts';

const overviewTab = 0;
const neuronsTab = 1;
/** Numbers that change faster cannot be read. */
const drawGapMs = 500;

const wire = connectToHost();
const format = createFormats(document.documentElement.lang || 'en');
const story = new DashboardState(wire.view.smoothing);
let theme = readTheme();
const currentTheme = () => theme;

const head = header(format, (action) => wire.send({ type: 'action', action }));
const learning = lossChart('learning-title', format, wire, currentTheme);
const comparison = lossChart('comparison-title', format, wire, currentTheme);
const lens = neuronsPage(format, wire, currentTheme);
const inside = trainingPage(format, wire, currentTheme);
const heat = hiddenStatePanel(
  format,
  currentTheme,
  (unit) => {
    if (!story.lens) return;
    pages.open(neuronsTab);
    lens.choose(unit);
  },
  (request) => wire.send(request),
);
const pages = tabs(
  [
    {
      title: t('Overview'),
      name: 'overview',
      views: [
        learning,
        samplesPanel(format, (message) => wire.send(message)),
        caretPanel(format, (request) => wire.send(request)),
        heat,
      ],
    },
    { title: t('Neurons'), name: 'neurons-page', views: [lens] },
    { title: t('Training'), name: 'training-page', views: [inside] },
    { title: t('Runs'), name: 'runs-page', views: [comparison, runsPage(format, wire, currentTheme)] },
    { title: t('Use'), name: 'use-page', views: [suggestionsPage(format, wire)] },
    { title: t('Files'), name: 'files-page', views: [filesPage(format, wire)] },
  ],
  wire.view.tab,
  (tab) => {
    wire.view = { ...wire.view, tab };
    askForCaret();
  },
);
document.body.append(element('main', {}, head.node, pages.node));

function askForCaret(): void {
  wire.send({ type: 'caret', wanted: wire.view.tab === overviewTab });
}

const draw = onAnimationFrame(() => {
  document.body.dataset.story = story.curve.length > 0 ? 'told' : 'untold';
  for (const view of [head, ...pages.shown()]) view.draw(story);
}, drawGapMs);

wire.receive((message) => {
  story.receive(message);
  draw();
});
onThemeChange(() => {
  theme = readTheme();
  for (const chart of [learning, comparison, heat, inside, lens]) chart.retheme();
});
wire.onViewChange(draw);
draw();
wire.send({ type: 'ready' });
askForCaret();
