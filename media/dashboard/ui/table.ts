// Tables that scroll, and that the keyboard can reach.
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Table } from './csv.ts';

export interface TableHead {
  readonly title: string;
  /** On hover. */
  readonly explanation?: string | undefined;
  readonly isNumber?: boolean;
}

export interface TableRegion {
  /** For screen readers. */
  readonly label: string;
  /** Class of the table, for the stylesheet. */
  readonly kind?: string;
  /** Titles, or templates of `th` elements. */
  readonly head: readonly (TableHead | TemplateResult)[];
  /** Templates of `tr` elements. */
  readonly rows: unknown;
  readonly isHidden?: boolean;
}

export function tableRegion({ label, kind = '', head, rows, isHidden = false }: TableRegion): TemplateResult {
  return html`
    <div class="data-rows" tabindex="0" role="region" aria-label=${label} ?hidden=${isHidden}>
      <table class=${kind}>
        <thead>
          <tr>
            ${head.map((cell) => ('title' in cell ? headCell(cell) : cell))}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  `;
}

function headCell({ title, explanation, isNumber = false }: TableHead): TemplateResult {
  return html`<th scope="col" class=${isNumber ? 'number' : ''} title=${ifDefined(explanation)}>${title}</th>`;
}

/** The first rows of a table of texts. */
export function textTable(label: string, { columns, rows }: Table, maxRows = Infinity): TemplateResult {
  return tableRegion({
    label,
    head: columns.map((title) => ({ title })),
    rows: rows.slice(0, maxRows).map(
      (row) =>
        html`<tr>
          ${row.map((value) => html`<td>${value ?? nothing}</td>`)}
        </tr>`,
    ),
  });
}
