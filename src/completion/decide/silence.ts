// Decides whether suggestions appear in a document, and if not, why. The provider, the status bar and the menu ask it.

/** Who asks for a suggestion: the user's typing, the editor's own command, or the command of this extension. */
export type SuggestionTrigger = 'typing' | 'editor command' | 'own command';

export type SilenceReason =
  /** The document may contain secrets. */
  | { readonly kind: 'secrets' }
  /** Off everywhere, for the language, or for the file by a glob. */
  | { readonly kind: 'off' | 'language' | 'file' }
  | { readonly kind: 'snoozed'; readonly until: SnoozeEnd }
  /** Nothing is learned, and the workspace is not trusted. */
  | { readonly kind: 'untrusted' | 'nothing learned' }
  /** `done`: part of the training or learning, 0 to 1. */
  | { readonly kind: 'learning'; readonly done: number }
  | { readonly kind: 'manual' }
  /** Another extension makes suggestions, and the user prefers it. */
  | { readonly kind: 'other provider'; readonly name: string }
  | { readonly kind: 'long line' }
  | { readonly kind: 'comment' | 'string' }
  /** The predictor stopped. The next request starts it again, if it may. */
  | { readonly kind: 'stopped' }
  /** Suggestions appear, but nothing is learned from the file. */
  | { readonly kind: 'context only'; readonly because: string };

/** A time in milliseconds since 1970. */
export type SnoozeEnd = number | 'restart';

/** What the decision depends on. */
export interface SuggestionSituation {
  readonly mayContainSecrets: boolean;
  readonly isEnabled: boolean;
  readonly isLanguageEnabled: boolean;
  readonly isFileEnabled: boolean;
  readonly snoozedUntil: SnoozeEnd | undefined;
  readonly isTrusted: boolean;
  readonly predictor: 'empty' | 'ready' | 'stopped';
  /** Part of the running training or learning that is done, 0 to 1. Undefined: none runs. */
  readonly learningDone: number | undefined;
  readonly isManual: boolean;
  /** Name of the extension that the user prefers. */
  readonly preferredProvider: string | undefined;
  /** The caret is in a line of which the editor does not draw all. */
  readonly isLongLine: boolean;
  /** Where the caret is, if suggestions are off there. */
  readonly silentSyntax: 'comment' | 'string' | undefined;
  /** Why the corpus excludes the file. */
  readonly excludedBecause: string | undefined;
}

/** All reasons, the most important first. */
function reasonsOf(situation: SuggestionSituation): readonly SilenceReason[] {
  const { snoozedUntil, predictor, learningDone, preferredProvider, silentSyntax, excludedBecause } = situation;
  const reasons: (SilenceReason | false | undefined)[] = [
    situation.mayContainSecrets && { kind: 'secrets' },
    !situation.isEnabled && { kind: 'off' },
    !situation.isLanguageEnabled && { kind: 'language' },
    !situation.isFileEnabled && { kind: 'file' },
    snoozedUntil !== undefined && { kind: 'snoozed', until: snoozedUntil },
    predictor === 'empty' && learningDone !== undefined && { kind: 'learning', done: learningDone },
    predictor === 'empty' && !situation.isTrusted && { kind: 'untrusted' },
    predictor === 'empty' && { kind: 'nothing learned' },
    situation.isManual && { kind: 'manual' },
    preferredProvider !== undefined && { kind: 'other provider', name: preferredProvider },
    situation.isLongLine && { kind: 'long line' },
    silentSyntax !== undefined && { kind: silentSyntax },
    predictor === 'stopped' && { kind: 'stopped' },
    excludedBecause !== undefined && { kind: 'context only', because: excludedBecause },
  ];
  return reasons.filter((reason) => reason !== false && reason !== undefined);
}

/** The triggers that a reason silences. */
const silences: Readonly<Record<SilenceReason['kind'], readonly SuggestionTrigger[]>> = {
  secrets: ['typing', 'editor command', 'own command'],
  'nothing learned': ['typing', 'editor command', 'own command'],
  untrusted: ['typing', 'editor command', 'own command'],
  learning: ['typing', 'editor command', 'own command'],
  // The user turned this extension off, perhaps to use the editor's command for another one.
  off: ['typing', 'editor command'],
  language: ['typing', 'editor command'],
  file: ['typing', 'editor command'],
  snoozed: ['typing', 'editor command'],
  manual: ['typing'],
  'other provider': ['typing'],
  'long line': ['typing', 'editor command', 'own command'],
  comment: ['typing'],
  string: ['typing'],
  stopped: [],
  'context only': [],
};

/** Why a request is not answered. Undefined: it is. */
export function silenceReason(situation: SuggestionSituation, trigger: SuggestionTrigger): SilenceReason | undefined {
  return reasonsOf(situation).find(({ kind }) => silences[kind].includes(trigger));
}

/** What to tell the user about the document: the first reason, also one that silences nothing. */
export function reportedReason(situation: SuggestionSituation): SilenceReason | undefined {
  return reasonsOf(situation)[0];
}
