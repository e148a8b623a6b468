// A range input with its label and its value.
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { inputValue } from './element.ts';
import './controls.css';

export interface Slider {
  readonly label: string;
  readonly title?: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** The value as text, with its unit. */
  readonly shown: string;
  /** While the thumb moves. */
  readonly input: (value: number) => void;
  /** When it stops. */
  readonly change?: (value: number) => void;
}

export function slider({ label, title, min, max, step, value, shown, input, change }: Slider): TemplateResult {
  return html`<label class="slider">
    <span>${label}</span>
    <input
      type="range"
      min=${min}
      max=${max}
      step=${step}
      title=${ifDefined(title)}
      aria-valuetext=${shown}
      .value=${live(String(value))}
      @input=${(event: Event) => input(Number(inputValue(event)))}
      @change=${(event: Event) => change?.(Number(inputValue(event)))}
    />
    <output>${shown}</output>
  </label>`;
}
