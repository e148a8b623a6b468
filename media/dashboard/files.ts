// The ledger: every file of the workspace, whether the network learns from it, and if not, by which rule.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { FromDashboard } from '../../src/protocol/dashboard.ts';
import type { CorpusSummary } from '../../src/protocol/learner.ts';
import { element, setHidden, setText } from './element.ts';
import type { Formats } from './format.ts';
import type { View } from './header.ts';
import { t } from './words.ts';

type Entry = CorpusSummary['ledger'][number];
type Rule = Extract<Entry, { admitted: false }>['rule'];

/** More rows than anybody reads; the search finds the others. */
const shownRows = 300;

export function files(format: Formats, send: (message: FromDashboard) => void): View {
  const search = element('vscode-textfield', { placeholder: t('Search files'), label: t('Search files') });
  const summary = element('p', { class: 'where', role: 'status' });
  const body = element('tbody', {});
  const head = element(
    'tr',
    {},
    ...[t('File'), t('Characters'), t('Use'), t('Action')].map((title) => element('th', { scope: 'col' }, title)),
  );
  const table = element('table', { class: 'ledger' }, element('thead', {}, head), body);
  const empty = element(
    'p',
    { class: 'empty' },
    t('Every file of the workspace will be listed here: learned from, held out, or left out, and why.'),
  );
  const node = element('section', { class: 'files', 'aria-label': t('Files') }, search, summary, empty, table);
  let ledger: readonly Entry[] = [];

  function list(): void {
    const wanted = search.value.toLowerCase();
    const found = ledger.filter((entry) => `${entry.path} ${useOf(entry)}`.toLowerCase().includes(wanted));
    const admitted = ledger.filter((entry) => entry.admitted).length;
    setText(
      summary,
      ledger.length === 0
        ? ''
        : t(
            '{0} files are read, {1} are left out; {2} shown',
            format.whole(admitted),
            format.whole(ledger.length - admitted),
            format.whole(Math.min(found.length, shownRows)),
          ),
    );
    body.replaceChildren(...found.slice(0, shownRows).map(row));
    setHidden(empty, ledger.length > 0);
    setHidden(table, ledger.length === 0);
  }

  function row(entry: Entry): HTMLElement {
    const open = element('button', { type: 'button', class: 'quiet file-name' }, entry.path);
    open.addEventListener('click', () => send({ type: 'file', path: entry.path, wish: 'open' }));
    const leaveOut = element(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': t('Leave out {0}', entry.path) },
      t('Leave out'),
    );
    leaveOut.addEventListener('click', () => send({ type: 'file', path: entry.path, wish: 'leave out' }));
    return element(
      'tr',
      { class: entry.admitted ? 'admitted' : 'left-out' },
      element('td', {}, open),
      element('td', { class: 'number' }, entry.admitted ? format.whole(entry.characters) : ''),
      element('td', {}, useOf(entry)),
      element('td', {}, ...(entry.admitted ? [leaveOut] : [])),
    );
  }

  search.addEventListener('input', list);
  return {
    node,
    draw(story) {
      const now = story.corpus?.ledger ?? [];
      if (now === ledger && ledger.length > 0) return;
      ledger = now;
      list();
    },
  };
}

function useOf(entry: Entry): string {
  if (!entry.admitted) return ruleWords(entry.rule);
  if (entry.heldOut === 'none') return t('learned from');
  return entry.heldOut === 'whole' ? t('held out') : t('learned from, its end held out');
}

function ruleWords(rule: Rule): string {
  switch (rule) {
    case 'secret name':
      return t('left out: may hold secrets');
    case 'ignored':
      return t('left out: an ignore file says so');
    case 'excluded by setting':
      return t('left out: a setting says so');
    case 'too large':
      return t('left out: too large');
    case 'unreadable':
      return t('left out: cannot be read');
    case 'binary':
      return t('left out: no text');
    case 'empty':
      return t('left out: empty');
    case 'minified':
      return t('left out: minified');
    case 'generated':
      return t('left out: generated');
    case 'over the total limit':
      return t('left out: over the total limit');
    default:
      return rule;
  }
}
