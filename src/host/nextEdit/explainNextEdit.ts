// What "Explain suggestion" tells about a next edit: the user's edits that it repeats, and how likely it is. An entry opens its edit.
import { env, l10n, Selection, Uri, window, workspace, type Position, type QuickPickItem } from 'vscode';
import type { Example } from '../../nextEdit/rules.ts';
import { thresholdOf, type Thresholds } from '../../nextEdit/threshold.ts';
import { percentOf } from '../suggestions/explanationRows.ts';
import type { CurrentOffer, NextEditController } from './nextEditController.ts';

export interface NextEditRow extends QuickPickItem {
  /** Undefined: the row is about the offer. */
  readonly example?: Example;
}

/** `lineOf`: the line of an example, from 1; undefined where its document is not open. */
function nextEditRows(
  { offer }: Pick<CurrentOffer, 'offer'>,
  thresholds: Thresholds,
  lineOf: (example: Example) => number | undefined,
): readonly NextEditRow[] {
  const percent = (logit: number): string => percentOf(1 / (1 + Math.exp(-logit)), env.language);
  const likely = percent(offer.logit);
  const needed = percent(thresholdOf(thresholds, offer.document));
  return [
    { label: l10n.t('{0} likely, needs {1}', likely, needed) },
    ...offer.rule.examples.map((example) => {
      const line = lineOf(example);
      const file = workspace.asRelativePath(Uri.parse(example.document));
      return {
        label: `$(edit) ${oneLine(example.old)} → ${oneLine(example.new)}`,
        description: line === undefined ? file : l10n.t('{0}, line {1}', file, line),
        example,
      };
    }),
  ];
}

/** Returns what it shows. Undefined: there is no next edit. */
export function explainNextEdit({
  shown,
  thresholds,
}: Pick<NextEditController, 'shown' | 'thresholds'>): readonly NextEditRow[] | undefined {
  if (!shown) return undefined;
  const rows = nextEditRows(shown, thresholds, (example) => {
    const position = positionOf(example);
    return position && position.line + 1;
  });
  void window
    .showQuickPick(rows, {
      title: l10n.t('Why this change? It repeats your edits'),
      placeHolder: l10n.t('An entry opens the edit'),
    })
    .then((row) => row?.example && open(row.example));
  return rows;
}

/** Text may have moved since the edit. */
function positionOf({ document: name, start }: Example): Position | undefined {
  return workspace.textDocuments.find(({ uri }) => uri.toString() === name)?.positionAt(start);
}

async function open(example: Example): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(example.document));
  const position = document.positionAt(example.start);
  await window.showTextDocument(document, { selection: new Selection(position, position) });
}

function oneLine(text: string): string {
  return text.replaceAll('$(', '\\$(').trim();
}
