// What each voice saves by itself, and all together, with the interval that the choice of files leaves open.
import type { UseReport } from '../../src/protocol/examiner.ts';
import type { ChartData } from './dataDialog.ts';
import { figure, label, shape, type Shape } from './figure.ts';
import type { Formats } from './format.ts';
import { t } from './words.ts';

type VoiceUse = UseReport['voices'][number];

function voiceWords(voice: VoiceUse['voice']): string {
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

export function voicesChart(format: Formats) {
  let voices: readonly VoiceUse[] = [];
  const chart = figure('voices', paint);

  function paint(width: number, height: number): readonly Shape[] {
    const row = height / Math.max(1, voices.length);
    const most = Math.max(0.01, ...voices.map(({ savedInterval, saved }) => Math.max(saved, savedInterval[1])));
    const right = width - 54;
    const x = (share: number) => Math.max(0, (share / most) * right);
    return voices.flatMap(({ voice, saved, savedInterval, bitsPerChar }, index) => {
      const top = index * row;
      const middle = top + 0.7 * row;
      const bits = bitsPerChar === undefined ? '' : ` · ${t('{0} bits per character', format.bits(bitsPerChar))}`;
      return [
        label(0, top + 0.36 * row, 'start', `${voiceWords(voice)}${bits}`, 'name'),
        shape('rect', {
          class: voice === 'all' ? 'bar chosen' : 'bar',
          x: 0,
          y: middle - 0.15 * row,
          width: x(saved),
          height: 0.3 * row,
        }),
        // Twice: on a ground of its own it is seen on a bar of any colour.
        ...['halo', 'interval'].map((kind) =>
          shape('path', { class: kind, d: `M${x(savedInterval[0])} ${middle}H${x(savedInterval[1])}` }),
        ),
        label(width, middle + 4, 'end', format.percent(saved), 'name'),
      ];
    });
  }

  const data: ChartData = {
    title: t('What each voice adds'),
    name: 'voices',
    table: () => ({
      columns: [t('Voice'), t('Keystrokes saved'), t('at least'), t('at most'), t('Bits per character')],
      rows: voices.map(({ voice, saved, savedInterval: [low, high], bitsPerChar }) => [
        voiceWords(voice),
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
      voices = use.voices;
      chart.repaint(voices.map(({ voice, saved }) => `${voiceWords(voice)}: ${format.percent(saved)}`).join('; '));
    },
  };
}
