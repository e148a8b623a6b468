// Says in one line why suggestions are silent, or restricted, in a document.
import { l10n } from 'vscode';
import type { SilenceReason } from '../../completion/decide/silence.ts';
import { languageName } from '../languageName.ts';
import { timeText, wholePercent } from '../numberText.ts';

/** `language`: the document's language identifier. */
export function silenceText(reason: SilenceReason, language: string): string {
  switch (reason.kind) {
    case 'secrets':
      return l10n.t('No suggestions: this file may contain passwords or keys.');
    case 'off':
      return l10n.t('Suggestions are off.');
    case 'language':
      return l10n.t('Suggestions are off in “{0}” files.', languageName(language));
    case 'file':
      return l10n.t('Suggestions are off in this file.');
    case 'snoozed':
      return reason.until === 'restart'
        ? l10n.t('Suggestions are snoozed until the editor restarts.')
        : l10n.t('Suggestions are snoozed until {0}.', timeText(reason.until));
    case 'untrusted':
      return l10n.t('No suggestions: nothing is learned until you trust this workspace.');
    case 'nothing learned':
      return l10n.t('No suggestions: nothing is learned yet.');
    case 'learning':
      return l10n.t('No suggestions yet: learning, {0} done.', wholePercent(reason.done));
    case 'manual':
      return l10n.t('Suggestions appear only on demand.');
    case 'other provider':
      return l10n.t('Suggestions appear only on demand, because {0} is active.', reason.name);
    case 'long line':
      return l10n.t('No suggestions: this line is too long.');
    case 'comment':
      return l10n.t('Suggestions are off in comments.');
    case 'string':
      return l10n.t('Suggestions are off in strings.');
    case 'stopped':
      return l10n.t('The program that makes suggestions stopped. It starts again when it is needed.');
    case 'context only':
      return l10n.t('Suggestions are on, but nothing is learned from this file: {0}.', reason.because);
  }
}
