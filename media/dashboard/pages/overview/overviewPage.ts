// The Overview page: what suggestions did for the user, learning curve, samples, prediction at the caret and hidden state. Before the
// first training it shows how to start.
import { html, render } from 'lit';
import { lossChart } from '../../charts/lossChart.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import { learnedText, networkHint } from '../../ui/statusLine.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { caretPanel } from './caretPanel.ts';
import { hiddenStatePanel } from './hiddenStatePanel.ts';
import { samplesPanel } from './samplesPanel.ts';
import { summarySection } from './summarySection.ts';
import './overviewPage.css';

export function overviewPage(context: DashboardContext): View {
  const summary = summarySection(context);
  const panels = [
    lossChart(context, {
      emptyText: t('Train the network to see how its predictions improve.'),
      isPlain: true,
    }),
    samplesPanel(context),
    caretPanel(context),
    hiddenStatePanel(context),
  ];
  const start = element('section', { class: 'getting-started', 'aria-label': t('Get started') });
  const node = element('div', { class: 'overview' }, summary.node, start, ...panels.map((panel) => panel.node));
  return {
    node,
    draw(state) {
      const hasRun = state.curve.length > 0;
      node.classList.toggle('without-run', !hasRun);
      start.hidden = hasRun;
      if (!hasRun) drawSteps(start, state);
      for (const panel of [summary, ...panels]) panel.draw(state);
    },
    themeChanged: () => panels.forEach((panel) => panel.themeChanged?.()),
  };
}

function drawSteps(node: HTMLElement, state: DashboardState): void {
  const isStarted = state.run.status === 'preparing' || state.run.status === 'training';
  const write = t('Open a file and write. Tab accepts a suggestion, which appears as gray text.');
  const train =
    networkHint(state.run) ??
    t('To add a network and watch it learn, choose “Train on workspace”. It takes a few minutes, on this machine.');
  const watch = t('Watch the curve fall and the samples become readable.');
  const trust = t('Trust this workspace. Until then, none of its files is read.');
  const learn = t('For suggestions, choose “Learn this workspace”. It takes seconds, and nothing leaves this machine.');
  const isLearned = learnedText(state.learnedFiles) !== undefined;
  const steps = isStarted
    ? [t('Training is starting.'), watch, write]
    : !isLearned && state.isLearnedKnown && !state.run.networkWithoutRun
      ? [...(state.choices?.isTrusted === false ? [trust] : []), learn, write, train]
      : [write, train];
  render(
    html`
      ${sectionHead({ title: t('Get started') })}
      <ol>
        ${steps.map((step) => html`<li>${step}</li>`)}
      </ol>
    `,
    node,
  );
}
