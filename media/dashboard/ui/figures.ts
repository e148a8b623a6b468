// Figures with their names, in a row.
import { html, type TemplateResult } from 'lit';
import './figures.css';

export interface Figure {
  readonly label: string;
  /** On hover. */
  readonly explanation: string;
  /** Undefined: not known. */
  readonly value: string | undefined;
  readonly unit?: string;
}

export function figures(shown: readonly Figure[]): TemplateResult {
  return html`
    <dl class="figures">
      ${shown.map(
        ({ label, explanation, value, unit = '' }) => html`
          <div class="figure" title=${explanation}>
            <dt>${label}</dt>
            <dd>
              <span class="figure-value">${value ?? '–'}</span
              ><span class="figure-unit">${value === undefined ? '' : unit}</span>
            </dd>
          </div>
        `,
      )}
    </dl>
  `;
}
