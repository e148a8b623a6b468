// The table of files: a row for each file with its use, its measured loss, and the actions on it. The heads sort.
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FileAction } from '../../../../src/protocol/dashboard.ts';
import type { SortKey, Sorting } from '../../state/filesViewState.ts';
import { rounded, type Table } from '../../ui/csv.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { tableRegion, type TableHead } from '../../ui/table.ts';
import { fileUse, type FileRow } from './fileRows.ts';

export interface FileTable {
  /** The rows to show, in their order. */
  readonly rows: readonly FileRow[];
  readonly sorting: Sorting;
  /** The folder that contains all files, with a final slash; '' if there are several. */
  readonly folder: string;
  /** The bits per character of a full bar. Undefined: no file is measured. */
  readonly maxBits: number | undefined;
  readonly format: Formats;
}

export interface FileTableEvents {
  sorted(key: SortKey): void;
  acted(path: string, action: FileAction): void;
}

interface Column extends TableHead {
  readonly key: SortKey;
}

const columns: readonly Column[] = [
  { key: 'path', title: t('File') },
  { key: 'characters', title: t('Characters'), isNumber: true },
  {
    key: 'bits',
    title: t('Bits per character'),
    isNumber: true,
    explanation: t(
      'How well the trained network predicts this file; lower is better. Text that it was trained on is easier for it than other text.',
    ),
  },
  {
    key: 'use',
    title: t('Status'),
    explanation: t('Trained on, only used to measure the network, or excluded, with the reason'),
  },
];

export function fileTable(table: FileTable, events: FileTableEvents): TemplateResult {
  return tableRegion({
    label: t('All files'),
    kind: table.maxBits === undefined ? 'files-table unmeasured' : 'files-table',
    head: [...columns.map((column) => columnHead(column, table.sorting, events.sorted)), { title: t('Action') }],
    rows: repeat(
      table.rows,
      ({ entry }) => entry.path,
      (row) => tableRow(row, table, events.acted),
    ),
  });
}

function columnHead(
  { key, title, isNumber, explanation }: Column,
  sorting: Sorting,
  sorted: FileTableEvents['sorted'],
): TemplateResult {
  const direction = sorting.descending ? 'descending' : 'ascending';
  return html`<th
    scope="col"
    class=${isNumber ? 'number' : ''}
    title=${ifDefined(explanation)}
    aria-sort=${key === sorting.key ? direction : nothing}
  >
    <button type="button" class="quiet sort" @click=${() => sorted(key)}>${title}</button>
  </th>`;
}

function tableRow(
  row: FileRow,
  { folder, maxBits, format }: FileTable,
  acted: FileTableEvents['acted'],
): TemplateResult {
  const { entry, bits, next } = row;
  const act = (action: FileAction) => acted(entry.path, action);
  return html`
    <tr class=${entry.included && next === undefined ? 'included' : 'excluded'}>
      <td>
        <button type="button" class="quiet file-name" title=${entry.path} @click=${() => act('open')}>
          ${breakable(entry.path.slice(folder.length))}
        </button>
      </td>
      <td class="number">${entry.included ? format.whole(entry.characters) : ''}</td>
      <td class="number bits">
        ${bits === undefined ? '' : html`${bitsBar(bits / (maxBits ?? bits))}${format.bits(bits)}`}
      </td>
      <td>${fileUse(row)}</td>
      <td>${actions(row, act)}</td>
    </tr>
  `;
}

function actions(
  { entry, isExcludedByUser, isUntrained = false, isKnown = false }: FileRow,
  act: (action: FileAction) => void,
): TemplateResult {
  const button = (action: FileAction, label: string, spoken: string, effect: string) =>
    html`<button
      type="button"
      class="quiet"
      data-needs="editor"
      aria-label=${spoken}
      title=${effect}
      @click=${() => act(action)}
    >
      ${label}
    </button>`;
  const onlyTested = entry.included && entry.heldOut === 'whole';
  const effects = isUntrained
    ? { include: t('Learn the file again'), exclude: t('Forget the file, and do not learn it again') }
    : {
        include: t('Learn the file again, and use it in the next training'),
        exclude: onlyTested
          ? t('Forget the file, and do not learn it again')
          : t(
              'Learn nothing from the file any more. Text statistics forget it within a minute; the trained network knows it until you start a new one.',
            ),
      };
  // One element for both actions, so that it keeps the focus.
  const exclusion = isExcludedByUser
    ? button('include', t('Include'), t('Include {0}', entry.path), effects.include)
    : entry.included
      ? button('exclude', t('Exclude'), t('Exclude {0}', entry.path), effects.exclude)
      : nothing;
  const forgetting = t('Exclude the file and train a new network without it');
  const canForget = isKnown || (entry.included && !isUntrained);
  return html`
    ${exclusion}
    ${canForget ? button('forget', t('Forget and retrain'), t('Forget and retrain: {0}', entry.path), forgetting) : nothing}
  `;
}

function bitsBar(share: number): TemplateResult {
  return html`<span class="bits-bar" aria-hidden="true" .style=${`--part: ${share}`}></span>`;
}

/** The path with possible line breaks after its slashes. */
function breakable(path: string): readonly TemplateResult[] {
  return path.split(/(?<=\/)/).map((part) => html`${part}<wbr />`);
}

/** For export. */
export function filesExport(rows: readonly FileRow[]): Table {
  return {
    columns: columns.map(({ title }) => title),
    rows: rows.map((row) => [
      row.entry.path,
      row.entry.included ? row.entry.characters : undefined,
      rounded(row.bits, 3),
      fileUse(row),
    ]),
  };
}
