// The dashboard's entry: what arrives is added to the story, and the story is drawn on the next frame.
import './dashboard.css';
import { element } from './element.ts';
import { formats } from './format.ts';
import { onFrames } from './frames.ts';
import { header } from './header.ts';
import { heatMap } from './heatMap.ts';
import { lossChart } from './lossChart.ts';
import { Story } from './story.ts';
import { onThemeChange, readTheme } from './theme.ts';
import { voice } from './voice.ts';
import { connect } from './wire.ts';

/** Steps that the smoothed loss remembers. */
const smoothing = 60;

const wire = connect();
const format = formats(document.documentElement.lang || 'en');
const story = new Story(smoothing);
let theme = readTheme();

const charts = [lossChart(format, wire, () => theme), heatMap(format, () => theme)] as const;
const views = [header(format, (action) => wire.send({ type: 'action', action })), charts[0], voice(format), charts[1]];
document.body.append(element('main', {}, ...views.map(({ node }) => node)));

const draw = onFrames(() => {
  document.body.dataset.story = story.curve.length > 0 ? 'told' : 'untold';
  for (const view of views) view.draw(story);
});

wire.receive((message) => {
  story.receive(message);
  draw();
});
onThemeChange(() => {
  theme = readTheme();
  for (const chart of charts) chart.retheme();
});
draw();
wire.send({ type: 'ready' });
