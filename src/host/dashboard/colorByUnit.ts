// The command that colors the text of the editors by the activity of a hidden unit.
import { env, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { nameWords } from '../../protocol/featureWords.ts';
import type { LensReport } from '../../protocol/learner.ts';
import type { EditorColors } from './editorColors.ts';

interface Choice extends QuickPickItem {
  readonly unit?: number | undefined;
}

/** `unit` counts from 0; for anything else the user chooses, named units first. `report` returns the last lens report. */
export async function colorByUnit(
  colors: EditorColors,
  unit: unknown,
  layers: number,
  report: () => Promise<LensReport | undefined>,
): Promise<void> {
  if (layers > 1) {
    const text = l10n.t('Text is colored only by the units of a network with one layer. This one has {0}.', layers);
    return void window.showInformationMessage(text);
  }
  if (typeof unit === 'number') return colors.show({ unit });
  const lens = await report();
  if (!lens) return void window.showInformationMessage(l10n.t('There is no trained network in this workspace yet.'));
  const title = l10n.t('Color text by a hidden unit');
  const choice = await window.showQuickPick(choices(lens), { title, matchOnDescription: true });
  if (choice?.unit !== undefined) colors.show({ unit: choice.unit });
}

function choices({ hidden, names }: LensReport): readonly Choice[] {
  const named = new Set(names.map(({ unit }) => unit));
  const label = (unit: number): string => l10n.t('Unit {0}', unit + 1);
  const strength = new Intl.NumberFormat(env.language, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return [
    ...names.map((name) => ({
      unit: name.unit,
      label: label(name.unit),
      description: `${nameWords(name, l10n.t)} (${strength.format(name.strength)})`,
    })),
    { label: l10n.t('no name'), kind: QuickPickItemKind.Separator },
    ...Array.from({ length: hidden }, (_, unit) => unit)
      .filter((unit) => !named.has(unit))
      .map((unit) => ({ unit, label: label(unit) })),
  ];
}
