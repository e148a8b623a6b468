// Which line of the learning curve is which, and what it says at the cursor.
import { lastValueAt, type LossData } from './alignedData.ts';
import { element, setText } from '../ui/element.ts';
import type { Formats } from '../ui/format.ts';
import { t } from '../ui/localization.ts';

export function lossReadout(format: Formats) {
  const train = readoutItem('train', t('training'));
  const held = readoutItem('held-out', t('held-out'));
  const where = element('span', { class: 'where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const node = element('div', { class: 'readout' }, train.node, held.node, where, spoken);
  return {
    node,
    show([x, , smooth, heldOut]: LossData, index: number | undefined, whereText: string) {
      const at = index ?? x.length - 1;
      const write = (item: typeof train, value: number | undefined) =>
        setText(item.value, value === undefined ? '–' : format.bits(value));
      write(train, lastValueAt(smooth, at));
      write(held, lastValueAt(heldOut, at));
      setText(where, whereText);
    },
    announce: () =>
      requestAnimationFrame(() =>
        setText(spoken, `${where.textContent} ${train.node.textContent}, ${held.node.textContent}`),
      ),
  };
}

function readoutItem(kind: string, label: string) {
  const value = element('span', { class: 'readout-value' });
  const swatch = element('span', { class: `swatch swatch-${kind}`, 'aria-hidden': 'true' });
  return { node: element('span', { class: 'readout-item' }, swatch, `${label} `, value), value };
}
