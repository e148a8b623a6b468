// What the signs on the learning curve stand for: those that are there.
import type { Marker } from '../../../src/protocol/runs.ts';
import { markerText } from './annotations.ts';
import { element, setHidden } from '../ui/element.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { t } from '../ui/localization.ts';

type Sign = Marker['kind'] | 'best';

const signs: readonly Sign[] = ['best', 'checkpoint', 'paused', 'rolledBack'];

const signWords = (sign: Sign): string => (sign === 'best' ? t('best so far') : markerText(sign));

export function lossLegend() {
  const items = signs.map((sign) => ({
    sign,
    node: element(
      'li',
      {},
      element('span', { class: 'key-sign', 'data-sign': sign, 'aria-hidden': 'true' }),
      signWords(sign),
    ),
  }));
  const node = element('ul', { class: 'key', 'aria-label': t('Signs') }, ...items.map((item) => item.node));
  return {
    node,
    draw(story: DashboardState): void {
      const there = new Set<Sign>(story.markers.map(({ kind }) => kind));
      if (story.best) there.add('best');
      for (const { sign, node: item } of items) setHidden(item, !there.has(sign));
      setHidden(node, there.size === 0);
    },
  };
}
