// What "Explain suggestion" tells about a next edit: the user's edits that it repeats, and how likely it is. An entry opens its edit.
import { env, l10n, Selection, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { Example } from '../../nextEdit/rules.ts';
import { thresholdOf } from '../../nextEdit/threshold.ts';
import { percentOfLogit } from '../suggestions/explanationRows.ts';
import type { NextEditController } from './nextEditController.ts';

export interface NextEditRow extends QuickPickItem {
  /** Undefined: the row is about the offer. */
  readonly example?: Example;
}

/** Returns what it shows. Undefined: there is no next edit. */
export function explainNextEdit({
  shown,
  thresholds,
}: Pick<NextEditController, 'shown' | 'thresholds'>): readonly NextEditRow[] | undefined {
  if (!shown) return undefined;
  const { offer, renaming } = shown;
  const [likely, needed] = [offer.logit, thresholdOf(thresholds, offer.document)].map((logit) =>
    percentOfLogit(logit, env.language),
  );
  const examples = new Map(offer.rule.examples.map(rowOf).map((row) => [`${row.label} ${row.description}`, row]));
  const rows = [
    renaming
      ? { label: changeOf(offer), description: l10n.t('the name was changed where it is defined') }
      : {
          label: l10n.t('{0}: {1} likely, needs {2}', changeOf(offer), likely!, needed!),
          description: l10n.t('offered in {0}', placeOf(offer)),
        },
    // The same change several times in a line.
    ...examples.values(),
  ];
  void window
    .showQuickPick(rows, {
      title: l10n.t('Why this change? It repeats your edits'),
      placeHolder: l10n.t('Choose an entry to open the edit'),
    })
    .then((row: NextEditRow | undefined) => row?.example && open(row.example));
  return rows;
}

function rowOf(example: Example): NextEditRow {
  return { label: `$(edit) ${changeOf(example)}`, description: l10n.t('your edit in {0}', placeOf(example)), example };
}

/** The line is known where the document is open. Text may have moved since an edit. */
function placeOf({ document, start }: Pick<Example, 'document' | 'start'>): string {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === document);
  const file = workspace.asRelativePath(Uri.parse(document));
  return open ? l10n.t('{0}, line {1}', file, open.positionAt(start).line + 1) : file;
}

async function open(example: Example): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(example.document));
  const position = document.positionAt(example.start);
  await window.showTextDocument(document, { selection: new Selection(position, position) });
}

function changeOf({ old, new: changed }: Pick<Example, 'old' | 'new'>): string {
  return `${oneLine(old)} → ${oneLine(changed)}`;
}

function oneLine(text: string): string {
  return text.replaceAll('$(', '\\$(').trim();
}
