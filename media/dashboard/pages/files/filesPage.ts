// The ledger: every file of the workspace, whether it was taken, and by which rule; what a character of it costs the network,
// so that the files that are strange to it stand out.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { FileAction } from '../../../../src/protocol/dashboard.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, replaceChildrenKeepingFocus, setHidden, setText } from '../../ui/element.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import {
  pathInFolder,
  fileRows,
  sharedFolder,
  sorted,
  fileUse,
  type Entry,
  type FileRow,
  type SortKey,
} from './fileRows.ts';
import type { FilesViewState } from './filesViewState.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

const nothing: readonly Entry[] = [];
/** More rows than anybody reads; the search finds the others. */
const shownRows = 300;

export function filesPage(format: Formats, wire: HostConnection): View {
  const search = element('vscode-textfield', { placeholder: t('Search files'), label: t('Search files') });
  const summary = element('p', { class: 'where', role: 'status' });
  const measure = analyzeButton('files', t('Measure bits per character'), format, wire);
  const body = element('tbody', {});
  const columns: readonly [SortKey, string, string][] = [
    ['path', t('File'), ''],
    ['characters', t('Characters'), 'number'],
    ['bits', t('Bits per character'), 'number'],
    ['use', t('Use'), ''],
  ];
  const heads = columns.map(([key, title, kind]) => sortHead(key, title, kind));
  const head = element('tr', {}, ...heads.map(({ node }) => node), element('th', { scope: 'col' }, t('Action')));
  const table = element('table', { class: 'ledger' }, element('thead', {}, head), body);
  const empty = element(
    'p',
    { class: 'empty' },
    t('Every file of the workspace will be listed here: learned from, held out, or left out, and why.'),
  );
  const data = dataButton(
    {
      title: t('Files'),
      name: 'files',
      table: () => ({
        columns: columns.map(([, title]) => title),
        rows: found().map((row) => [
          row.entry.path,
          row.entry.included ? row.entry.characters : undefined,
          row.bits === undefined ? undefined : Number(row.bits.toFixed(3)),
          fileUse(row),
        ]),
      }),
    },
    (request) => wire.send(request),
  );
  const node = element(
    'section',
    { class: 'files', 'aria-label': t('Files') },
    element('div', { class: 'files-head' }, search, measure.node, element('div', { class: 'section-tools' }, data)),
    summary,
    empty,
    element('div', { class: 'data-rows', tabindex: '0', role: 'region', 'aria-label': t('Every file') }, table),
  );
  let rows: readonly FileRow[] = [];
  /** Said once instead of in every row. */
  let folder = '';
  let known: { ledger?: unknown; files?: unknown; choices?: unknown } = {};
  let leftOut: ReadonlySet<string> = new Set();
  /** Paths inside their folders that were left out when they were listed, and are not any more. */
  const takenBack = new Set<string>();
  let asked = false;

  function sortHead(key: SortKey, title: string, kind: string) {
    const button = element('button', { type: 'button', class: 'quiet sort' }, title);
    const cell = element('th', { scope: 'col', class: kind }, button);
    button.addEventListener('click', () => {
      const { sorting } = wire.view.files;
      const descending = sorting.key === key ? !sorting.descending : key === 'bits' || key === 'characters';
      look({ sorting: { key, descending } });
    });
    return { key, node: cell };
  }

  function look(change: Partial<FilesViewState>): void {
    wire.view = { ...wire.view, files: { ...wire.view.files, ...change } };
    list();
  }

  function found(): readonly FileRow[] {
    const wanted = search.value.toLowerCase();
    const matching = rows.filter((row) => `${row.entry.path} ${fileUse(row)}`.toLowerCase().includes(wanted));
    return sorted(matching, wire.view.files.sorting);
  }

  function list(): void {
    const shown = found();
    const { sorting } = wire.view.files;
    const admitted = rows.filter(({ entry }) => entry.included).length;
    const words = t(
      '{0} files are read, {1} are left out; {2} shown',
      format.whole(admitted),
      format.whole(rows.length - admitted),
      format.whole(Math.min(shown.length, shownRows)),
    );
    setText(summary, rows.length === 0 ? '' : folder === '' ? words : `${folder} · ${words}`);
    const most = Math.max(1, ...rows.map(({ bits }) => bits ?? 0));
    replaceChildrenKeepingFocus(
      body,
      shown.slice(0, shownRows).map((row) => rowElement(row, most)),
    );
    for (const { key, node: cell } of heads) {
      if (key === sorting.key) cell.setAttribute('aria-sort', sorting.descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
    setHidden(empty, rows.length > 0);
    setHidden(table, rows.length === 0);
  }

  function rowElement(row: FileRow, most: number): HTMLElement {
    const { entry, bits, next } = row;
    const wish = (name: FileAction, label: string, title: string): HTMLElement => {
      const button = element('button', { type: 'button', class: 'quiet', 'aria-label': title }, label);
      button.addEventListener('click', () => wire.send({ type: 'file', path: entry.path, action: name }));
      return button;
    };
    const open = element(
      'button',
      { type: 'button', class: 'quiet file-name', title: entry.path },
      entry.path.slice(folder.length),
    );
    open.dataset.key = entry.path;
    open.addEventListener('click', () => wire.send({ type: 'file', path: entry.path, action: 'open' }));
    const bar = element('span', { class: 'bits-bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--part', String((bits ?? 0) / most));
    const isLeftOutAlone = leftOut.has(pathInFolder(entry.path));
    const actions = [
      ...(isLeftOutAlone ? [wish('include', t('Take back'), t('Take back {0}', entry.path))] : []),
      ...(entry.included && !isLeftOutAlone ? [wish('exclude', t('Leave out'), t('Leave out {0}', entry.path))] : []),
      ...(entry.included ? [wish('forget', t('Forget'), t('Forget {0}', entry.path))] : []),
    ];
    actions.forEach((action, at) => (action.dataset.key = `${at} ${entry.path}`));
    return element(
      'tr',
      { class: entry.included && next === undefined ? 'admitted' : 'left-out' },
      element('td', {}, open),
      element('td', { class: 'number' }, entry.included ? format.whole(entry.characters) : ''),
      element('td', { class: 'number bits' }, ...(bits === undefined ? [] : [bar, format.bits(bits)])),
      element('td', {}, fileUse(row)),
      element('td', {}, ...actions),
    );
  }

  function rowsOf(ledger: readonly Entry[], { analyses, choices }: DashboardState): readonly FileRow[] {
    const before = leftOut;
    leftOut = new Set(choices?.excludedFiles);
    for (const path of before) if (!leftOut.has(path)) takenBack.add(path);
    return fileRows(ledger, analyses.files, leftOut, takenBack);
  }

  /** Once, when there is a network and nobody trains it: the answer is kept. */
  function askByItself(story: DashboardState): void {
    if (asked || story.analyses.files || rows.length === 0 || story.status !== 'ended') return;
    asked = true;
    wire.send({ type: 'analyze', query: { kind: 'files' } });
  }

  search.value = wire.view.files.find;
  search.addEventListener('input', () => look({ find: search.value }));
  return {
    node,
    draw(story) {
      const { files: measured } = story.analyses;
      measure.draw(story, measured ? t('Measure again') : t('Measure bits per character'));
      const ledger = story.corpus?.ledger ?? nothing;
      if (story.status === 'training') asked = false;
      const { choices } = story;
      if (known.ledger === ledger && known.files === measured && known.choices === choices) return askByItself(story);
      known = { ledger, files: measured, choices };
      rows = rowsOf(ledger, story);
      folder = sharedFolder(rows);
      list();
      askByItself(story);
    },
  };
}
