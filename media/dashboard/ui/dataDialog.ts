// The data behind a chart: a table for reading, and files to save.
import { html, nothing, render, type TemplateResult } from 'lit';
import type { SaveRequest } from '../../../src/protocol/dashboard.ts';
import { csvOf, type Table } from './csv.ts';
import { element, icon } from './element.ts';
import { t } from './localization.ts';
import { sectionHead } from './section.ts';
import { textTable } from './table.ts';
import type { DashboardContext } from './view.ts';
import './dataDialog.css';

export interface ChartData {
  readonly title: string;
  /** File name without extension. */
  readonly name: string;
  /** The rows as shown. */
  table(): Table;
  readonly picture?: Picture;
}

/** A chart, to be saved as a picture. */
export interface Picture {
  canvas(): HTMLCanvasElement | Promise<HTMLCanvasElement>;
  /** An SVG document. */
  svg(): string;
}

/** Rows shown in the page. A saved file has all rows. */
const shownRows = 500;

/** The button that opens the dialog. */
export function dataButton(context: DashboardContext, data: ChartData, isHidden = false): TemplateResult {
  return html`<button
    class="quiet"
    type="button"
    title=${t('Data and export')}
    aria-label=${t('Data and export: {0}', data.title)}
    ?hidden=${isHidden}
    @click=${() => openDialog(context, data)}
  >
    ${icon('table')}
  </button>`;
}

function openDialog({ connection }: DashboardContext, data: ChartData): void {
  const { picture } = data;
  const table = data.table();
  const dialog = element('dialog', { class: 'data', 'aria-label': data.title });
  const saveButton = (extension: string, encoding: SaveRequest['encoding'], content: () => string | Promise<string>) =>
    html`<button
      type="button"
      class="quiet"
      aria-label=${t('Save as {0}', extension.toUpperCase())}
      @click=${async () =>
        connection.send({ type: 'save', name: `${data.name}.${extension}`, content: await content(), encoding })}
    >
      ${extension.toUpperCase()}
    </button>`;
  const tools = html`
    <span class="where">${t('Save as')}</span>
    ${saveButton('csv', 'utf8', () => csvOf(table))}
    ${picture ? saveButton('svg', 'utf8', () => picture.svg()) : nothing}
    ${picture ? saveButton('png', 'base64', async () => pngOf(await picture.canvas())) : nothing}
    <button type="button" class="quiet" @click=${() => dialog.close()}>${t('Close')}</button>
  `;
  render(
    html`
      ${sectionHead({ title: data.title, tools })} ${textTable(data.title, table, shownRows)}
      ${
        table.rows.length > shownRows
          ? html`<p class="hint">
              ${t('This table shows the first {0} of {1} rows. A saved file has all rows.', shownRows, table.rows.length)}
            </p>`
          : nothing
      }
    `,
    dialog,
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Base64. The picture gets the background of the page, because its colors are chosen for that background. */
function pngOf(canvas: HTMLCanvasElement): string {
  const picture = element('canvas', { width: String(canvas.width), height: String(canvas.height) });
  const context = picture.getContext('2d')!;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  return picture.toDataURL('image/png').replace(/^.*,/, '');
}
