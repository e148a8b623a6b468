// The legend of the colors of a unit: from below its mean to above it.
import { html, type TemplateResult } from 'lit';
import { t } from '../ui/localization.ts';

export function heatMapLegend(): TemplateResult {
  return html`<div class="heat-legend" aria-hidden="true">
    ${t('below its mean')}<span class="heat-ramp"></span>${t('above')}
  </div>`;
}
