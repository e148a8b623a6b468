// What each voice saves by itself, and all together, with the interval that the choice of files leaves open.
import type { UseReport } from '../../../../src/protocol/analyzer.ts';
import type { ChartData } from '../../ui/dataDialog.ts';
import { svgFigure, svgLabel, svgShape, type SvgShape } from '../../charts/svgFigure.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

type ComponentResult = UseReport['components'][number];

function componentName(voice: ComponentResult['component']): string {
  switch (voice) {
    case 'editor':
      return t('the editor’s own words');
    case 'network':
      return t('network alone');
    case 'counts':
      return t('counts alone');
    case 'countsAndCache':
      return t('counts and cache');
    case 'all':
      return t('all together');
  }
}

export function componentsChart(format: Formats) {
  let voices: readonly ComponentResult[] = [];
  const chart = svgFigure('voices', paint);

  function paint(width: number, height: number): readonly SvgShape[] {
    const row = height / Math.max(1, voices.length);
    const most = Math.max(0.01, ...voices.map(({ savedInterval, saved }) => Math.max(saved, savedInterval[1])));
    const right = width - 54;
    const x = (share: number) => Math.max(0, (share / most) * right);
    return voices.flatMap(({ component: voice, saved, savedInterval, bitsPerChar }, index) => {
      const top = index * row;
      const middle = top + 0.7 * row;
      const bits = bitsPerChar === undefined ? '' : ` · ${t('{0} bits per character', format.bits(bitsPerChar))}`;
      return [
        svgLabel(0, top + 0.36 * row, 'start', `${componentName(voice)}${bits}`, 'name'),
        svgShape('rect', {
          class: voice === 'all' ? 'bar chosen' : 'bar',
          x: 0,
          y: middle - 0.15 * row,
          width: x(saved),
          height: 0.3 * row,
        }),
        // Twice: on a ground of its own it is seen on a bar of any colour.
        ...['halo', 'interval'].map((kind) =>
          svgShape('path', { class: kind, d: `M${x(savedInterval[0])} ${middle}H${x(savedInterval[1])}` }),
        ),
        svgLabel(width, middle + 4, 'end', format.percent(saved), 'name'),
      ];
    });
  }

  const data: ChartData = {
    title: t('What each voice adds'),
    name: 'voices',
    table: () => ({
      columns: [t('Voice'), t('Keystrokes saved'), t('at least'), t('at most'), t('Bits per character')],
      rows: voices.map(({ component: voice, saved, savedInterval: [low, high], bitsPerChar }) => [
        componentName(voice),
        ...[saved, low, high].map((value) => Number(value.toFixed(4))),
        bitsPerChar === undefined ? undefined : Number(bitsPerChar.toFixed(3)),
      ]),
    }),
    canvas: chart.canvas,
    svg: chart.svg,
  };
  return {
    node: chart.node,
    data,
    show(use: UseReport): void {
      voices = use.components;
      chart.repaint(
        voices.map(({ component: voice, saved }) => `${componentName(voice)}: ${format.percent(saved)}`).join('; '),
      );
    },
  };
}
