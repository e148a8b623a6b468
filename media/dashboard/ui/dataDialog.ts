// Behind every chart: its data as a table, for who reads rather than sees, and as files to keep.
import type { SaveRequest } from '../../../src/protocol/dashboard.ts';
import { csvOf, type Table } from './csv.ts';
import { element, icon } from './element.ts';
import { t } from './localization.ts';

export interface ChartData {
  readonly title: string;
  /** Of the files, without an ending. */
  readonly name: string;
  /** As it is shown, a row a line. */
  table(): Table;
  /** Where there is a picture besides. */
  canvas?(): HTMLCanvasElement | Promise<HTMLCanvasElement>;
  svg?(): string;
}

/** Rows of a table in the page; a file holds all of them. */
const shownRows = 500;

/** The button that opens it. */
export function dataButton(data: ChartData, save: (request: SaveRequest) => void): HTMLElement {
  const button = element(
    'button',
    {
      class: 'quiet',
      type: 'button',
      title: t('Data and export'),
      'aria-label': t('Data and export: {0}', data.title),
    },
    icon('table'),
  );
  button.addEventListener('click', () => open(data, save));
  return button;
}

function open(data: ChartData, save: (request: SaveRequest) => void): void {
  const table = data.table();
  const close = element('button', { type: 'button', class: 'quiet' }, t('Close'));
  const file = (ending: string, encoding: SaveRequest['encoding'], content: () => string | Promise<string>) => {
    const button = element('button', { type: 'button', class: 'quiet' }, ending.toUpperCase());
    button.setAttribute('aria-label', t('Save as {0}', ending.toUpperCase()));
    button.addEventListener('click', () => {
      const name = `${data.name}.${ending}`;
      void Promise.resolve(content()).then((ready) => save({ type: 'save', name, content: ready, encoding }));
    });
    return button;
  };
  const dialog = element(
    'dialog',
    { class: 'data', 'aria-label': data.title },
    element(
      'div',
      { class: 'section-head' },
      element('h2', {}, data.title),
      element(
        'div',
        { class: 'section-tools' },
        element('span', { class: 'where' }, t('Save as')),
        file('csv', 'utf8', () => csvOf(table)),
        ...(data.svg ? [file('svg', 'utf8', () => data.svg!())] : []),
        ...(data.canvas ? [file('png', 'base64', async () => pngOf(await data.canvas!()))] : []),
        close,
      ),
    ),
    element(
      'div',
      { class: 'data-rows', tabindex: '0', role: 'region', 'aria-label': data.title },
      tableElement(table),
    ),
  );
  if (table.rows.length > shownRows) {
    dialog.append(
      element(
        'p',
        { class: 'hint' },
        t('The first {0} of {1} rows; a file holds all of them.', shownRows, table.rows.length),
      ),
    );
  }
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function tableElement({ columns, rows }: Table): HTMLTableElement {
  const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)));
  const body = rows
    .slice(0, shownRows)
    .map((row) => element('tr', {}, ...row.map((value) => element('td', {}, String(value ?? '')))));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
}

/** On the page's own ground: what is drawn was meant to be read on it. Base64. */
function pngOf(canvas: HTMLCanvasElement): string {
  const picture = element('canvas', { width: String(canvas.width), height: String(canvas.height) });
  const context = picture.getContext('2d')!;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  return picture.toDataURL('image/png').replace(/^.*,/, '');
}
