// Controls of the learning curve: the unit of the horizontal axis, and the smoothing.
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import { html, type TemplateResult } from 'lit';
import { axisUnits } from '../state/axis.ts';
import { smoothings } from '../state/smoothing.ts';
import { inputValue } from '../ui/element.ts';
import { t } from '../ui/localization.ts';
import { slider } from '../ui/slider.ts';
import type { DashboardContext } from '../ui/view.ts';
import { axisUnitNames } from './horizontalAxis.ts';

export function axisSelect({ connection }: DashboardContext): TemplateResult {
  const { axisUnit: chosen } = connection.view;
  const choose = (event: Event): void => {
    const axisUnit = axisUnits.find((unit) => unit === inputValue(event)) ?? chosen;
    connection.updateView({ axisUnit, zoom: undefined });
  };
  return html`
    <vscode-single-select label=${t('Horizontal axis')} .value=${chosen} @change=${choose}>
      ${axisUnits.map((unit) => html`<vscode-option value=${unit} ?selected=${unit === chosen}>${axisUnitNames[unit]}</vscode-option>`)}
    </vscode-single-select>
  `;
}

export function smoothingSlider({ connection, format }: DashboardContext): TemplateResult {
  const steps = format.whole(connection.view.smoothing);
  return slider({
    label: t('Smooth the curve'),
    title: t('Number of steps averaged by the strong line; the faint line shows every step'),
    min: 0,
    max: smoothings.length - 1,
    step: 1,
    value: Math.max(0, smoothings.indexOf(connection.view.smoothing)),
    shown: t('steps: {0}', steps),
    input: (index) => connection.updateView({ smoothing: smoothings[index]! }),
  });
}
