// Whether the user wants suggestions in a document: collects what the decision depends on, from the settings, the snooze, the
// predictor and the training. The decision itself is in `completion/decide/silence.ts`.
import { Disposable, EventEmitter, Range, workspace, type Event, type Position, type TextDocument } from 'vscode';
import {
  reportedReason,
  silenceReason,
  type SilenceReason,
  type SuggestionSituation,
  type SuggestionTrigger,
} from '../../completion/decide/silence.ts';
import { syntaxAt } from '../../completion/fit/syntaxAt.ts';
import { anyGlob } from '../../corpus/globs.ts';
import { partDone } from '../../protocol/runState.ts';
import { currentLedger, type LearnedFiles } from '../learning/learnedFiles.ts';
import type { WorkspaceStage } from '../learning/workspaceStage.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { settings } from '../settings.ts';
import type { TrainingSession } from '../training/session.ts';
import { exclusionText } from '../workspace/exclusionReasons.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';
import { fileUri, scopeOf } from '../workspace/notebookCells.ts';
import { insideOf, pathOf } from '../workspace/workspaceFiles.ts';
import { preferredProvider } from './otherProviders.ts';
import type { Snooze } from './snooze.ts';
import { isInLongLine } from './textAtCaret.ts';

/** UTF-16 units before the caret that are searched for the beginning of a comment or string. */
const syntaxWindow = 100_000;
/** After the command "Suggest now", suggestions are answered in the document for so long where they are off. */
const requestMs = 60_000;

export interface SuggestionControlParts {
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly snooze: Snooze;
  readonly stage: Pick<WorkspaceStage, 'current' | 'onChange'>;
  readonly learnedFiles: Pick<LearnedFiles, 'ledger' | 'onChange'>;
}

export class SuggestionControl implements Disposable {
  private readonly parts: SuggestionControlParts;
  private readonly changes = new EventEmitter<void>();
  private readonly subscriptions: Disposable;
  private requested: { readonly document: TextDocument; readonly timer: NodeJS.Timeout } | undefined;
  private exclusions: { readonly ledger: unknown; readonly reasons: ReadonlyMap<string, string> } | undefined;

  /** Fires when suggestions may have been turned on or off somewhere. */
  readonly onChange: Event<void> = this.changes.event;

  constructor(parts: SuggestionControlParts) {
    this.parts = parts;
    const { predictor, snooze, learnedFiles } = parts;
    const fire = (): void => this.changes.fire();
    const { enabled, languages, exclude: excludedFiles, trigger, otherProviders, nextEdits } = settings.suggestions;
    this.subscriptions = Disposable.from(
      ...[enabled, languages, excludedFiles, trigger, otherProviders, nextEdits].map(({ onChange }) => onChange(fire)),
      predictor.onState(fire),
      snooze.onChange(fire),
      learnedFiles.onChange(fire),
      workspace.onDidGrantWorkspaceTrust(fire),
    );
  }

  /** Why a request in the document is not answered. Undefined: it is. */
  silence(document: TextDocument, position: Position, isInvoked: boolean): SilenceReason | undefined {
    const trigger = !isInvoked ? 'typing' : this.isRequested(document) ? 'own command' : 'editor command';
    return silenceReason(this.situationOf(document, position), trigger);
  }

  /** What to tell the user about the document. Where there is none, as beside the dashboard: what holds in all of them. */
  reason(document: TextDocument | undefined, position?: Position): SilenceReason | undefined {
    if (document) return reportedReason(this.situationOf(document, position));
    const { until } = this.parts.snooze;
    if (!settings.suggestions.enabled.value()) return { kind: 'off' };
    return until === undefined ? undefined : { kind: 'snoozed', until };
  }

  /** Whether a request by this trigger may be answered somewhere in the document. */
  isPossible(document: TextDocument, trigger: SuggestionTrigger): boolean {
    return silenceReason(this.situationOf(document), trigger) === undefined;
  }

  /** Whether next edits are offered in the document: as suggestions are, but they need no model, and never outside trusted workspaces. */
  allowsNextEdits(document: TextDocument): boolean {
    if (!workspace.isTrusted || !settings.suggestions.nextEdits.value(scopeOf(document))) return false;
    return silenceReason({ ...this.situationOf(document), predictor: 'ready' }, 'typing') === undefined;
  }

  /** The command "Suggest now": suggestions are answered in the document even where they are off. */
  request(document: TextDocument): void {
    this.endRequest();
    this.requested = { document, timer: setTimeout(() => (this.endRequest(), this.changes.fire()), requestMs) };
    this.changes.fire();
  }

  isRequested(document: TextDocument): boolean {
    return this.requested?.document === document;
  }

  dispose(): void {
    this.endRequest();
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  private endRequest(): void {
    clearTimeout(this.requested?.timer);
    this.requested = undefined;
  }

  private situationOf(document: TextDocument, position?: Position): SuggestionSituation {
    const { session, predictor, snooze } = this.parts;
    const { enabled, trigger } = settings.suggestions;
    const scope = scopeOf(document);
    const isEnabled = enabled.value(scope);
    const isLongLine = position !== undefined && isInLongLine(document, position);
    return {
      mayContainSecrets: hasSecretName(document.uri),
      // Off for the language alone, where another language has suggestions.
      isEnabled: isEnabled || enabled.value(scope.uri),
      isLanguageEnabled: isEnabled && isLanguageEnabled(document),
      isFileEnabled: !isFileExcluded(document),
      snoozedUntil: snooze.until,
      isTrusted: workspace.isTrusted,
      predictor: predictor.state,
      learningDone: session.isRunning ? Math.min(1, partDone(session.state)) : this.learningDone,
      isManual: trigger.value(scope) === 'manual',
      preferredProvider: preferredProvider(),
      isLongLine,
      silentSyntax: position && !isLongLine ? silentSyntaxAt(document, position) : undefined,
      excludedBecause: this.exclusionOf(document),
    };
  }

  private get learningDone(): number | undefined {
    const { current } = this.parts.stage;
    return current.kind === 'learning' ? current.done : undefined;
  }

  /** Why the file is not learned. */
  private exclusionOf(document: TextDocument): string | undefined {
    const { session, learnedFiles } = this.parts;
    const ledger = currentLedger(learnedFiles, session.state);
    if (this.exclusions?.ledger !== ledger) {
      const excluded = ledger.flatMap((entry) =>
        entry.included || entry.rule === 'empty' ? [] : [[entry.path, exclusionText(entry.path, entry.rule)] as const],
      );
      this.exclusions = { ledger, reasons: new Map(excluded) };
    }
    const { reasons } = this.exclusions;
    if (reasons.size === 0) return undefined;
    const path = pathOf(document.uri);
    const parents = [...path.matchAll(/\//gu)].map(({ index }) => path.slice(0, index + 1)).reverse();
    return [path, ...parents].map((each) => reasons.get(each)).find((reason) => reason !== undefined);
  }
}

export function isFileExcluded({ uri }: Pick<TextDocument, 'uri'>): boolean {
  const patterns = settings.suggestions.exclude.value(fileUri(uri));
  return patterns.length > 0 && anyGlob(patterns)(globPathOf(uri));
}

/** Whether suggestions are on in the document's language: by its own entry, or by the entry `*` for all other languages. */
export function isLanguageEnabled(document: TextDocument): boolean {
  const languages = settings.suggestions.languages.value(scopeOf(document));
  return languages[document.languageId] ?? languages['*'] ?? true;
}

/** The path that globs are matched against: inside the workspace folder, or the whole path without its first slash. */
export const globPathOf = (uri: TextDocument['uri']): string => insideOf(uri).replace(/^\//u, '');

function silentSyntaxAt(document: TextDocument, position: Position): 'comment' | 'string' | undefined {
  const { inComments, inStrings } = settings.suggestions;
  const silent = {
    comment: !inComments.value(scopeOf(document)),
    string: !inStrings.value(scopeOf(document)),
    code: false,
  };
  if (!silent.comment && !silent.string) return undefined;
  const start = document.positionAt(Math.max(0, document.offsetAt(position) - syntaxWindow));
  // From the beginning of a line, unless the line is long.
  const lineStart = start.character < syntaxWindow ? start.with({ character: 0 }) : start;
  const syntax = syntaxAt(document.getText(new Range(lineStart, position)), document.languageId);
  return syntax !== 'code' && silent[syntax] ? syntax : undefined;
}
