// Attribution of one character: how much each earlier character influenced its prediction, as a sentence and a bar chart.
import { sum } from 'd3-array';
import { html, render, svg } from 'lit';
import type { Attribution } from '../../../../src/protocol/analyzer.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { svgFigure, type SvgShape } from '../../charts/svgFigure.ts';
import { rounded } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import type { NoAttribution } from './attributionQuery.ts';
import { reachOf } from './unitActivity.ts';

/** Earlier characters with a bar. */
const shownCharacters = 60;

export function attributionPanel(context: DashboardContext) {
  const { format } = context;
  const node = element('div', { class: 'attribution' });
  const chart = svgFigure('attribution-chart', paint);
  let attribution: Attribution | undefined;

  /** Shares of the total weight, nearest character first. */
  function shares(): readonly number[] {
    const weights = Array.from(attribution?.weights ?? []);
    const total = sum(weights) || 1;
    return weights.map((weight) => weight / total).reverse();
  }

  function paint(width: number, height: number): readonly SvgShape[] {
    const shown = shares().slice(0, shownCharacters);
    if (shown.length === 0) return [];
    const axes = plotAxes(
      width,
      height,
      { from: shownCharacters + 0.5, to: 0.5, title: t('characters before'), tick: format.whole },
      { from: 0, to: Math.max(...shown), title: t('share of the gradient'), tick: format.percent },
    );
    const bar = (axes.right - axes.left) / shownCharacters;
    return [
      ...axes.shapes,
      ...shown.map((share, index) => {
        const top = axes.y(share);
        return svg`<rect
          class="bar"
          x=${axes.x(index + 1) - 0.4 * bar}
          y=${top}
          width=${0.8 * bar}
          height=${Math.max(0, axes.bottom - top)}
        />`;
      }),
    ];
  }

  const data: ChartData = {
    title: t('Attribution'),
    name: 'attribution',
    table: () => ({
      columns: [t('characters before'), t('Character'), t('share of the gradient')],
      rows: shares().map((share, index) => [
        index + 1,
        visibleCharacter(Array.from(attribution?.text ?? '').at(-1 - index) ?? '')[0],
        rounded(share, 5),
      ]),
    }),
    picture: chart.picture,
  };

  function sentence(shown: Attribution | NoAttribution | undefined): string {
    if (shown === undefined) return t('Choose a character to see which earlier characters influenced its prediction.');
    if (shown === 'firstCharacter')
      return t('This is the first character of a text: no earlier character influenced its prediction.');
    if (shown === 'notInVocabulary')
      return t('The network has not learned this character, so it cannot predict it. Choose another one.');
    const { next, logProbability, weights } = shown;
    return t(
      '“{0}” had a probability of {1}. Number of characters before it that account for half of the gradient: {2}; for 90% of it: {3}.',
      visibleCharacter(next)[0],
      format.percent(Math.exp(logProbability)),
      reachOf(weights, 0.5),
      reachOf(weights, 0.9),
    );
  }

  return {
    node,
    show(next: Attribution | NoAttribution | undefined, error: string | undefined): void {
      attribution = typeof next === 'object' ? next : undefined;
      const text = error ?? sentence(next);
      chart.node.hidden = !attribution;
      render(
        html`
          <div class="section-head">
            <p class="hint" aria-live="polite">${text}</p>
            <div class="section-tools">${dataButton(context, data, !attribution)}</div>
          </div>
          ${chart.node}
        `,
        node,
      );
      if (attribution) chart.repaint(text);
    },
  };
}
