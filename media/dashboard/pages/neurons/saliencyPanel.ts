// How far back the network looks: what of the text before mattered for one character, as a sentence and a bar a character.
import type { Attribution } from '../../../../src/protocol/analyzer.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import { svgFigure, svgShape, type SvgShape } from '../../charts/svgFigure.ts';
import type { Formats } from '../../ui/format.ts';
import { reachOf } from './unitActivity.ts';
import { plotAxes } from '../../charts/plotAxes.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

/** Characters back that have a bar. */
const shownBack = 60;

export interface SaliencyPanel {
  readonly node: HTMLElement;
  show(found: Attribution | undefined, trouble: string | undefined): void;
}

export function saliencyPanel(format: Formats, wire: HostConnection): SaliencyPanel {
  let found: Attribution | undefined;
  const sentence = element('p', { class: 'hint', 'aria-live': 'polite' });
  const chart = svgFigure('look-back', paint);

  /** The nearest first, each as a share of all. */
  function shares(): readonly number[] {
    const weights = Array.from(found?.weights ?? []);
    const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    return weights.map((weight) => weight / total).reverse();
  }

  function paint(width: number, height: number): readonly SvgShape[] {
    const all = shares().slice(0, shownBack);
    if (all.length === 0) return [];
    const at = plotAxes(
      width,
      height,
      { from: shownBack + 0.5, to: 0.5, title: t('characters back'), tick: format.whole },
      { from: 0, to: Math.max(...all), title: t('share of the gradient'), tick: format.percent },
    );
    const bar = (at.right - at.left) / shownBack;
    return [
      ...at.shapes,
      ...all.map((share, index) => {
        const top = at.y(share);
        return svgShape('rect', {
          class: 'bar',
          x: at.x(index + 1) - 0.4 * bar,
          y: top,
          width: 0.8 * bar,
          height: Math.max(0, at.bottom - top),
        });
      }),
    ];
  }

  const tools = dataButton(
    {
      title: t('Looking back'),
      name: 'looking-back',
      table: () => ({
        columns: [t('characters back'), t('Character'), t('share of the gradient')],
        rows: shares().map((share, index) => [
          index + 1,
          visibleCharacter(Array.from(found?.text ?? '').at(-1 - index) ?? '')[0],
          Number(share.toFixed(5)),
        ]),
      }),
      canvas: chart.canvas,
      svg: chart.svg,
    },
    (request) => wire.send(request),
  );

  return {
    node: element(
      'div',
      { class: 'looking-back' },
      element('div', { class: 'section-head' }, sentence, element('div', { class: 'section-tools' }, tools)),
      chart.node,
    ),
    show(next, trouble) {
      found = next;
      setHidden(tools, next === undefined);
      setHidden(chart.node, next === undefined);
      if (!next) {
        return setText(sentence, trouble ?? t('Choose a character: what of the text before it mattered for it?'));
      }
      const words = t(
        '“{0}” was expected with {1}. Half of what mattered stands in the last {2} characters, nine tenths in the last {3}.',
        visibleCharacter(next.next)[0],
        format.percent(Math.exp(next.logProbability)),
        reachOf(next.weights, 0.5),
        reachOf(next.weights, 0.9),
      );
      setText(sentence, words);
      chart.repaint(words);
    },
  };
}
