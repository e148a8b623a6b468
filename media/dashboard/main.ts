// The dashboard's entry: what arrives is added to the story, and the part of the story that is shown is drawn on the next
// frame.
import './dashboard.css';
import { caret } from './caret.ts';
import { element } from './element.ts';
import { files } from './files.ts';
import { formats } from './format.ts';
import { onFrames } from './frames.ts';
import { header } from './header.ts';
import { heatMap } from './heatMap.ts';
import { lossChart } from './lossChart.ts';
import { measures } from './measures.ts';
import { neurons } from './neurons.ts';
import { runs } from './runs.ts';
import { Story } from './story.ts';
import { tabs } from './tabs.ts';
import { onThemeChange, readTheme } from './theme.ts';
import { use } from './use.ts';
import { voice } from './voice.ts';
import { connect } from './wire.ts';
import { t } from './words.ts';

const overviewTab = 0;
const neuronsTab = 1;
/** Numbers that change faster cannot be read. */
const drawGapMs = 500;

const wire = connect();
const format = formats(document.documentElement.lang || 'en');
const story = new Story(wire.view.smoothing);
let theme = readTheme();
const currentTheme = () => theme;

const head = header(format, (action) => wire.send({ type: 'action', action }));
const learning = lossChart('learning-title', format, wire, currentTheme);
const comparison = lossChart('comparison-title', format, wire, currentTheme);
const lens = neurons(format, wire, currentTheme);
const inside = measures(format, wire, currentTheme);
const heat = heatMap(
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
        voice(format, (message) => wire.send(message)),
        caret(format, (request) => wire.send(request)),
        heat,
      ],
    },
    { title: t('Neurons'), name: 'neurons-page', views: [lens] },
    { title: t('Training'), name: 'training-page', views: [inside] },
    { title: t('Runs'), name: 'runs-page', views: [comparison, runs(format, wire, currentTheme)] },
    { title: t('Use'), name: 'use-page', views: [use(format, wire)] },
    { title: t('Files'), name: 'files-page', views: [files(format, wire)] },
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

const draw = onFrames(() => {
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
wire.onView(draw);
draw();
wire.send({ type: 'ready' });
askForCaret();
