// The runs that are kept: a line each with its network and what came of it; to name, to compare with the one that is shown,
// to delete.
import type { FromDashboard } from '../../../../src/protocol/dashboard.ts';
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, icon, setHidden, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import { runColor } from '../../charts/runOverlays.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { Theme } from '../../ui/theme.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

interface Row {
  readonly node: HTMLTableRowElement;
  show(run: RunSummary, isCurrent: boolean, isRunning: boolean): void;
}

export function runsPage(format: Formats, wire: HostConnection, theme: () => Theme): View {
  const rows = new Map<string, Row>();
  const asked = new Set<string>();
  const body = element('tbody');
  const columns = [
    ...[t('Compare'), t('Name'), t('Bits per character'), t('Epochs'), t('Time')],
    ...[t('Network'), t('Began'), t('End'), t('Delete')],
  ];
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
  const empty = element('p', { class: 'empty' }, t('Every training is kept here, to be named and compared.'));
  const table = element(
    'div',
    { class: 'data-rows', tabindex: '0', role: 'region', 'aria-label': t('All runs') },
    element('table', { class: 'runs-table' }, element('thead', {}, head), body),
  );

  let listed: readonly RunSummary[] = [];
  const data = dataButton({ title: t('Runs'), name: 'runs', table: () => runsTable(listed, format) }, (request) =>
    wire.send(request),
  );

  function choose(id: string, chosen: boolean): void {
    const others = wire.view.runs.filter((other) => other !== id);
    wire.view = { ...wire.view, runs: chosen ? [...others, id] : others };
  }

  /** The curves of a chosen run are asked for once. */
  function fetchCurves(story: DashboardState): void {
    for (const id of wire.view.runs) {
      if (asked.has(id) || !story.runs.some((run) => run.id === id)) continue;
      asked.add(id);
      wire.send({ type: 'run', action: 'load', id });
    }
  }

  return {
    node: element(
      'section',
      { class: 'runs', 'aria-labelledby': 'runs-title' },
      element(
        'div',
        { class: 'section-head' },
        element('h2', { id: 'runs-title' }, t('Runs')),
        element('div', { class: 'section-tools' }, data),
      ),
      empty,
      table,
    ),
    draw(story) {
      listed = story.runs;
      setHidden(data, story.runs.length === 0);
      setHidden(empty, story.runs.length > 0);
      setHidden(table, story.runs.length === 0);
      fetchCurves(story);
      const known = new Set(story.runs.map(({ id }) => id));
      for (const [id, { node }] of rows) {
        if (known.has(id)) continue;
        node.remove();
        rows.delete(id);
      }
      story.runs.forEach((run, at) => {
        const row = rows.get(run.id) ?? rowOf(run.id, format, choose, (message) => wire.send(message));
        rows.set(run.id, row);
        if (body.children[at] !== row.node) body.insertBefore(row.node, body.children[at] ?? null);
        const isCurrent = run.id === story.currentRun;
        row.show(run, isCurrent, isCurrent && ['preparing', 'training', 'paused'].includes(story.status));
        const index = wire.view.runs.indexOf(run.id);
        row.node.style.setProperty('--run', index < 0 || isCurrent ? 'transparent' : runColor(theme(), index));
        row.node.querySelector('input')!.checked = isCurrent || index >= 0;
      });
    },
  };
}

function rowOf(
  id: string,
  format: Formats,
  choose: (id: string, chosen: boolean) => void,
  send: (message: FromDashboard) => void,
): Row {
  const compare = element('input', { type: 'checkbox' });
  const name = element('input', { type: 'text', class: 'run-name', maxlength: '80', placeholder: t('no name yet') });
  const [began, network, time, epochs, bits, end] = Array.from({ length: 6 }, () => element('td')) as HTMLElement[];
  const forget = deleteButton(() => send({ type: 'run', action: 'delete', id }));
  compare.addEventListener('change', () => choose(id, compare.checked));
  name.addEventListener('change', () => send({ type: 'run', action: 'rename', id, name: name.value }));
  const node = element(
    'tr',
    {},
    element('td', { class: 'run-choice' }, compare, element('span', { class: 'run-swatch', 'aria-hidden': 'true' })),
    element('td', {}, name),
    ...[bits!, epochs!, time!, network!, began!, end!],
    element('td', {}, forget),
  );
  return {
    node,
    show(run, isCurrent, isRunning) {
      const when = format.dateTime(run.startedMs);
      node.classList.toggle('is-current', isCurrent);
      compare.disabled = isCurrent;
      compare.setAttribute('aria-label', isCurrent ? t('shown now') : t('Compare the run of {0}', when));
      name.setAttribute('aria-label', t('Name of the run of {0}', when));
      if (document.activeElement !== name && name.value !== run.name) name.value = run.name;
      setText(began!, when);
      setText(network!, networkOf(run, format));
      setText(time!, format.duration(run.elapsedMs));
      setText(epochs!, format.significant(run.characters / Math.max(1, run.trainCharacters)));
      setText(bits!, run.bitsPerChar === undefined ? '–' : format.bits(run.bitsPerChar));
      setText(end!, isRunning ? t('under way') : endWords(run));
      setHidden(forget, isRunning);
      forget.setAttribute('aria-label', t('Delete the run of {0}', when));
    },
  };
}

function runsTable(runs: readonly RunSummary[], format: Formats): Table {
  return {
    columns: [t('Name'), t('Bits per character'), t('Epochs'), t('Time in ms'), t('Network'), t('Began'), t('End')],
    rows: runs.map((run) => [
      run.name,
      run.bitsPerChar === undefined ? undefined : Number(run.bitsPerChar.toFixed(4)),
      Number((run.characters / Math.max(1, run.trainCharacters)).toFixed(3)),
      Math.round(run.elapsedMs),
      networkOf(run, format),
      new Date(run.startedMs).toISOString(),
      endWords(run),
    ]),
  };
}

function networkOf(
  { settings: { cell, hidden, learningRate, sequenceLength, streams } }: RunSummary,
  format: Formats,
): string {
  const rate = format.significant(learningRate);
  return `${cell === 'tanh' ? 'RNN' : cell.toUpperCase()} ${hidden} · ${streams} × ${sequenceLength} · ${rate}`;
}

function endWords({ endReason }: RunSummary): string {
  switch (endReason) {
    case 'finished':
      return t('Finished');
    case 'stopped':
      return t('Stopped');
    case 'stopped improving':
      return t('stopped improving');
    case undefined:
      return t('cut off');
  }
}

/** Asks once more before it does it. */
function deleteButton(act: () => void): HTMLElement {
  const words = element('span', { hidden: true }, t('Really delete?'));
  const glyph = icon('trash');
  const button = element('button', { type: 'button', class: 'quiet' }, glyph, words);
  const ask = (asking: boolean) => {
    setHidden(words, !asking);
    setHidden(glyph, asking);
  };
  button.addEventListener('click', () => {
    if (!words.hidden) act();
    ask(words.hidden);
  });
  button.addEventListener('blur', () => ask(false));
  return button;
}
