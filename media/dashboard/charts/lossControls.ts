// What can be set at the learning curve: what it is drawn over, and how much it is smoothed.
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import { element, setText } from '../ui/element.ts';
import type { Formats } from '../ui/format.ts';
import { smoothings } from '../state/smoothing.ts';
import { axisUnitName, axisUnits } from './horizontalAxis.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import { t } from '../ui/localization.ts';

export function axisSelect(wire: HostConnection) {
  const select = element('vscode-single-select', { label: t('Horizontal axis') });
  select.append(
    ...axisUnits.map((scale) =>
      element('vscode-option', { value: scale, selected: scale === wire.view.scale }, axisUnitName(scale)),
    ),
  );
  select.addEventListener('change', () => {
    const scale = axisUnits.find((one) => one === select.value) ?? wire.view.scale;
    wire.view = { ...wire.view, scale, zoom: undefined };
  });
  return select;
}

export function smoothingSlider(wire: HostConnection, format: Formats) {
  const input = element('input', {
    type: 'range',
    min: '0',
    max: String(smoothings.length - 1),
    value: String(Math.max(0, smoothings.indexOf(wire.view.smoothing))),
    title: t('How many steps the strong line remembers; the faint one is every step'),
  });
  const shown = element('output', {});
  const show = () => {
    const steps = smoothings[Number(input.value)]!;
    setText(shown, format.whole(steps));
    input.setAttribute('aria-valuetext', t('{0} steps', format.whole(steps)));
  };
  input.addEventListener('input', () => {
    show();
    wire.view = { ...wire.view, smoothing: smoothings[Number(input.value)]! };
  });
  show();
  return {
    node: element('label', { class: 'slider' }, element('span', {}, t('Smoothing')), input, shown),
    /** It may have been set at another chart. */
    draw() {
      const at = smoothings.indexOf(wire.view.smoothing);
      if (at < 0 || at === Number(input.value)) return;
      input.value = String(at);
      show();
    },
  };
}
