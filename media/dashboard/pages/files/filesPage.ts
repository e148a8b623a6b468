// The Files page: every file of the workspace, how the training uses it and why, its measured loss, and memorized passages.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { FilesViewState, SortKey } from '../../state/filesViewState.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import {
  countRows,
  fileRows,
  markChanged,
  markKnown,
  markUntrained,
  matching,
  rowsWithoutCorpus,
  sharedFolder,
  sorted,
  withoutOldReasons,
  type FileRow,
} from './fileRows.ts';
import { filesExport, fileTable } from './fileTable.ts';
import { memorizedSection } from './memorizedSection.ts';
import './filesPage.css';

/** The search finds the other rows. */
const maxShownRows = 300;

export function filesPage(context: DashboardContext): View {
  const { format, connection } = context;
  const node = element('section', { class: 'files', 'aria-label': t('Files') });
  const memorized = memorizedSection(context);
  const data: ChartData = { title: t('Files'), name: 'files', table: () => filesExport(matchingRows(allRows())) };
  let state: DashboardState | undefined;
  let choices: EditorChoices | undefined;
  let excluded: ReadonlySet<string> = new Set();
  /** Paths that were excluded when the ledger was made, and are included again. */
  const includedAgain = new Set<string>();

  function allRows(): readonly FileRow[] {
    if (!state) return [];
    const { run, analyses, learnedFiles, trainedFiles } = state;
    const measured = analyses.result('files')?.files;
    const ledger = withoutOldReasons(run.corpus?.ledger ?? [], learnedFiles);
    const rows = fileRows(ledger, measured, excluded, includedAgain);
    const listed = new Set(rows.map(({ entry }) => entry.path));
    const others = learnedFiles.filter(({ path }) => !listed.has(path));
    const trained = run.networkWithoutRun?.importedMs === undefined ? trainedFiles : undefined;
    const marked = markKnown(markChanged(rows, learnedFiles), trained);
    return [
      ...(run.status === 'ended' ? markUntrained(marked, trained) : marked),
      ...rowsWithoutCorpus(others, trained, excluded, includedAgain),
    ];
  }

  function matchingRows(rows: readonly FileRow[]): readonly FileRow[] {
    const { find, sorting } = connection.view.files;
    return sorted(matching(rows, find), sorting);
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

  function content(): TemplateResult {
    const all = allRows();
    if (all.length === 0) {
      return emptyState(
        t(
          'Learn the workspace, or train a network on it, to list every file here: learned, used to measure the network, or excluded, with the reason.',
        ),
        true,
      );
    }
    const found = matchingRows(all);
    const shown = found.slice(0, maxShownRows);
    const folder = sharedFolder(all);
    return html`
      <p class="where" role="status">${summary(all, { found: found.length, shown: shown.length }, folder)}</p>
      <p class="where" ?hidden=${state?.run.networkWithoutRun?.importedMs === undefined}>
        ${t('The network in use was imported: which of these files it has read is not known.')}
      </p>
      ${fileTable(
        {
          rows: shown,
          sorting: connection.view.files.sorting,
          folder,
          format,
          maxBits: state?.analyses.result('files') && Math.max(1, ...all.map(({ bits }) => bits ?? 0)),
        },
        { sorted: sortBy, acted: (path, action) => connection.send({ type: 'file', path, action }) },
      )}
    `;
  }

  function summary(all: readonly FileRow[], count: { found: number; shown: number }, folder: string): string {
    const { included, untrained, excluded, gone } = countRows(all);
    const whole = (files: number): string => format.whole(files);
    const parts = [
      untrained > 0
        ? t('{0} included ({1} of them not read by the network yet)', whole(included), whole(untrained))
        : t('{0} included', whole(included)),
      t('{0} excluded', whole(excluded)),
      ...(gone > 0 ? [t('{0} deleted or ignored by now', whole(gone))] : []),
    ];
    const counts =
      count.shown < count.found
        ? t('Files: {0}; {1} shown, the search finds the others', parts.join(', '), whole(count.shown))
        : t('Files: {0}; {1} shown', parts.join(', '), whole(count.shown));
    return [...(folder === '' ? [] : [folder]), counts].join(' · ');
  }

  function redraw(): void {
    if (!state) return;
    const { analyses, run } = state;
    const measured = analyses.result('files');
    render(
      html`
        <div class="files-head">
          <vscode-textfield
            placeholder=${t('Search files')}
            label=${t('Search files')}
            .value=${connection.view.files.find}
            @input=${(event: Event) => updateView({ find: inputValue(event) })}
          ></vscode-textfield>
          ${analyzeButton(context, state, 'files', measured ? t('Measure again') : t('Measure each file'))}
          <div class="section-tools">${dataButton(context, data)}</div>
        </div>
        ${guard([run.corpus?.ledger, run.networkWithoutRun, state.learnedFiles, state.trainedFiles, measured, choices, connection.view.files], content)}
        ${memorized.node}
      `,
      node,
    );
  }

  return {
    node,
    draw(current) {
      state = current;
      updateExcluded(current.choices);
      redraw();
      memorized.draw(current);
    },
  };
}
