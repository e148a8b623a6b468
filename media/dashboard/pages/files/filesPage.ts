// The Files page: every file of the workspace, how the training uses it and why, its measured loss, and memorized passages.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EditorChoices, FileAction } from '../../../../src/protocol/dashboard.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { fileRows, fileUse, pathInFolder, sharedFolder, sorted, type FileRow, type SortKey } from './fileRows.ts';
import { memorizedSection } from './memorizedSection.ts';
import type { FilesViewState } from './filesViewState.ts';
import './filesPage.css';

/** The search finds the other rows. */
const maxShownRows = 300;

interface Column {
  readonly key: SortKey;
  readonly title: string;
  readonly isNumber: boolean;
  /** On hover. */
  readonly explanation?: string;
}

export function filesPage(context: DashboardContext): View {
  const { format, connection } = context;
  const node = element('section', { class: 'files', 'aria-label': t('Files') });
  const columns: readonly Column[] = [
    { key: 'path', title: t('File'), isNumber: false },
    { key: 'characters', title: t('Characters'), isNumber: true },
    {
      ...{ key: 'bits', title: t('Bits per character'), isNumber: true },
      explanation: t(
        'Of the trained network in this file; lower is better. Text that it was trained on is easier than held-out text.',
      ),
    },
    {
      ...{ key: 'use', title: t('Use'), isNumber: false },
      explanation: t('Trained on, held out to measure the network, or excluded, with the reason'),
    },
  ];
  const memorized = memorizedSection(context);
  let state: DashboardState | undefined;
  let choices: EditorChoices | undefined;
  let excluded: ReadonlySet<string> = new Set();
  /** Paths that were excluded when the ledger was made, and are included again. */
  const includedAgain = new Set<string>();
  let isRequested = false;

  const data: ChartData = {
    title: t('Files'),
    name: 'files',
    table: () => ({
      columns: columns.map(({ title }) => title),
      rows: matching(allRows()).map((row) => [
        row.entry.path,
        row.entry.included ? row.entry.characters : undefined,
        row.bits === undefined ? undefined : Number(row.bits.toFixed(3)),
        fileUse(row),
      ]),
    }),
  };

  function allRows(): readonly FileRow[] {
    return fileRows(state?.corpus?.ledger ?? [], state?.analyses.result('files')?.files, excluded, includedAgain);
  }

  function matching(rows: readonly FileRow[]): readonly FileRow[] {
    const { find, sorting } = connection.view.files;
    const wanted = find.toLowerCase();
    return sorted(
      rows.filter((row) => `${row.entry.path} ${fileUse(row)}`.toLowerCase().includes(wanted)),
      sorting,
    );
  }

  function updateView(change: Partial<FilesViewState>): void {
    connection.updateView({ files: { ...connection.view.files, ...change } });
    redraw();
  }

  function sortBy(key: SortKey): void {
    const { sorting } = connection.view.files;
    const descending = sorting.key === key ? !sorting.descending : key === 'bits' || key === 'characters';
    updateView({ sorting: { key, descending } });
  }

  function updateExcluded(current: EditorChoices | undefined): void {
    if (current === choices) return;
    choices = current;
    const previous = excluded;
    excluded = new Set(current?.excludedFiles);
    for (const path of previous) if (!excluded.has(path)) includedAgain.add(path);
  }

  function table(): TemplateResult {
    const rows = allRows();
    const shown = matching(rows);
    const folder = sharedFolder(rows);
    const maxBits = Math.max(1, ...rows.map(({ bits }) => bits ?? 0));
    const includedCount = rows.filter(({ entry }) => entry.included).length;
    const counts = t(
      '{0} files included, {1} excluded; {2} shown',
      format.whole(includedCount),
      format.whole(rows.length - includedCount),
      format.whole(Math.min(shown.length, maxShownRows)),
    );
    const summary = folder === '' ? counts : `${folder} · ${counts}`;
    return html`
      <p class="where" role="status">${rows.length === 0 ? '' : summary}</p>
      ${emptyState(
        t(
          'Train the network to list every file of the workspace here: trained on, held out, or excluded, with the reason.',
        ),
        rows.length === 0,
      )}
      <div class="data-rows" tabindex="0" role="region" aria-label=${t('All files')} ?hidden=${rows.length === 0}>
        <table class="files-table">
          <thead>
            <tr>
              ${columns.map(columnHead)}
              <th scope="col">${t('Action')}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              shown.slice(0, maxShownRows),
              ({ entry }) => entry.path,
              (row) => tableRow(row, folder, maxBits),
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  function columnHead({ key, title, isNumber, explanation }: Column): TemplateResult {
    const { sorting } = connection.view.files;
    const direction = sorting.descending ? 'descending' : 'ascending';
    return html`<th
      scope="col"
      class=${isNumber ? 'number' : ''}
      title=${ifDefined(explanation)}
      aria-sort=${key === sorting.key ? direction : nothing}
    >
      <button type="button" class="quiet sort" @click=${() => sortBy(key)}>${title}</button>
    </th>`;
  }

  function tableRow(row: FileRow, folder: string, maxBits: number): TemplateResult {
    const { entry, bits, next } = row;
    const isExcludedAlone = excluded.has(pathInFolder(entry.path));
    const act = (action: FileAction) => () => connection.send({ type: 'file', path: entry.path, action });
    const button = (action: FileAction, label: string, spoken: string, effect: string) =>
      html`<button type="button" class="quiet" aria-label=${spoken} title=${effect} @click=${act(action)}>
        ${label}
      </button>`;
    // One element for both actions, so that it keeps the focus.
    const exclusion = isExcludedAlone
      ? button('include', t('Include'), t('Include {0}', entry.path), t('Use the file in the next training'))
      : entry.included
        ? button('exclude', t('Exclude'), t('Exclude {0}', entry.path), t('Leave the file out of the next training'))
        : nothing;
    return html`
      <tr class=${entry.included && next === undefined ? 'included' : 'excluded'}>
        <td>
          <button type="button" class="quiet file-name" title=${entry.path} @click=${act('open')}>
            ${breakable(entry.path.slice(folder.length))}
          </button>
        </td>
        <td class="number">${entry.included ? format.whole(entry.characters) : ''}</td>
        <td class="number bits">${bits === undefined ? '' : html`${bitsBar(bits / maxBits)}${format.bits(bits)}`}</td>
        <td>${fileUse(row)}</td>
        <td>
          ${exclusion}
          ${entry.included ? button('forget', t('Forget'), t('Forget {0}', entry.path), t('Exclude the file and train a new network without it')) : nothing}
        </td>
      </tr>
    `;
  }

  function redraw(): void {
    if (!state) return;
    const { analyses, corpus } = state;
    const measureLabel = analyses.result('files') ? t('Measure again') : t('Measure bits per character');
    render(
      html`
        <div class="files-head">
          <vscode-textfield
            placeholder=${t('Search files')}
            label=${t('Search files')}
            .value=${connection.view.files.find}
            @input=${(event: Event) => updateView({ find: inputValue(event) })}
          ></vscode-textfield>
          ${analyzeButton(context, state, 'files', measureLabel)}
          <div class="section-tools">${dataButton(context, data)}</div>
        </div>
        ${guard([corpus?.ledger, analyses.result('files'), choices, connection.view.files], table)} ${memorized.node}
      `,
      node,
    );
  }

  /** Requests the measurement once per network. The host keeps the result. */
  function measureOnce({ analyses, corpus, status }: DashboardState): void {
    if (status === 'training') isRequested = false;
    const hasRows = (corpus?.ledger.length ?? 0) > 0;
    if (isRequested || analyses.result('files') || !hasRows || status !== 'ended') return;
    isRequested = true;
    connection.send({ type: 'analyze', query: { kind: 'files' } });
  }

  return {
    node,
    draw(current) {
      state = current;
      updateExcluded(current.choices);
      redraw();
      memorized.draw(current);
      measureOnce(current);
    },
  };
}

function bitsBar(share: number): TemplateResult {
  return html`<span class="bits-bar" aria-hidden="true" .style=${`--part: ${share}`}></span>`;
}

/** The path with possible line breaks after its slashes. */
function breakable(path: string): readonly TemplateResult[] {
  return path.split(/(?<=\/)/).map((part) => html`${part}<wbr />`);
}
