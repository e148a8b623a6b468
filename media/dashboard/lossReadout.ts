// Which line of the learning curve is which, and what it says at the cursor.
import { valueBefore, type LossData } from './aligned.ts';
import { element, setText } from './element.ts';
import type { Formats } from './format.ts';
import { t } from './words.ts';

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
      write(train, valueBefore(smooth, at));
      write(held, valueBefore(heldOut, at));
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
