// Describes why files were excluded, for a message.
import { l10n } from 'vscode';
import type { ExcludedFile, ExclusionReason } from '../../corpus/sourceText.ts';
import { settings } from '../settings.ts';
import { isExcludedFile } from './excludedFiles.ts';

const reasonTexts: Readonly<Record<ExclusionReason, () => string>> = {
  'secret name': () => l10n.t('may contain secrets'),
  ignored: () => l10n.t('ignored'),
  'excluded by setting': () => l10n.t('excluded by a setting'),
  'too large': () => l10n.t('too large'),
  unreadable: () => l10n.t('cannot be read'),
  binary: () => l10n.t('not text'),
  empty: () => l10n.t('empty'),
  minified: () => l10n.t('minified'),
  generated: () => l10n.t('generated'),
  'not searched for secrets': () => l10n.t('could not be searched for secrets'),
  'over the total limit': () =>
    l10n.t(
      'over the limit of {0} MB for all text (setting files.maxTotalSizeMB)',
      settings.files.maxTotalSizeMB.value(),
    ),
};

const reasonText = (rule: ExclusionReason): string => reasonTexts[rule]();

/** Why a file or folder is not learned: by a setting, or by the user's choice for this one. */
export function exclusionText(path: string, rule: ExclusionReason): string {
  const isOwnChoice = rule === 'excluded by setting' && isExcludedFile(path.replace(/\/$/u, ''));
  return isOwnChoice ? l10n.t('excluded by you') : reasonText(rule);
}

/** For example "empty: 2, ignored: 1"; '' where no file was excluded. */
export function exclusionSummary(excluded: readonly ExcludedFile[]): string {
  const counts = new Map<ExclusionReason, number>();
  for (const { rule } of excluded) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => `${reasonText(rule)}: ${count}`).join(', ');
}
