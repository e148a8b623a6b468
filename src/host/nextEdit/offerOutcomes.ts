// Counts what becomes of the offers: for the statistics, and for the least probability of the next one. An undo takes an accepted offer back.
import { TextDocumentChangeReason, workspace, type Disposable, type TextDocument } from 'vscode';
import type { Offer } from '../../nextEdit/nextEdits.ts';
import { afterOutcome, parseThresholds, type Thresholds } from '../../nextEdit/threshold.ts';
import type { NextEditOutcome } from '../../protocol/suggestionStatistics.ts';

export interface OutcomeParts {
  readonly state: { get(key: string): unknown; update(key: string, value: unknown): Thenable<void> };
  readonly onOutcome: (outcome: NextEditOutcome) => void;
}

interface Accepted {
  readonly document: TextDocument;
  /** The text before they were applied, in one undo step. */
  readonly before: string;
  readonly offers: readonly Offer[];
}

const storedKey = 'nextEditThresholds';
/** Undo steps back to an accepted offer, at most. */
const mostAccepted = 20;

export class OfferOutcomes implements Disposable {
  private readonly parts: OutcomeParts;
  private readonly subscription: Disposable;
  /** The rule of the last offer that was counted, until the user answers it. */
  private counted: string | undefined;
  private lastAccepted: readonly Accepted[] = [];

  constructor(parts: OutcomeParts) {
    this.parts = parts;
    this.subscription = workspace.onDidChangeTextDocument(({ document, reason }) => {
      if (reason === TextDocumentChangeReason.Undo) this.undone(document);
    });
  }

  get thresholds(): Thresholds {
    return parseThresholds(this.parts.state.get(storedKey));
  }

  /** Each key of the user may lead to the same offer again: one that is not answered counts once. */
  offered({ rule }: Offer, isFirst: boolean): void {
    if (isFirst && rule.key !== this.counted) this.parts.onOutcome('offered');
    this.counted = rule.key;
  }

  /** The user chose to apply all offers of a file: more than the one that is shown. */
  offeredMore(count: number): void {
    for (let offer = 0; offer < count; offer++) this.parts.onOutcome('offered');
  }

  accepted(accepted: Accepted): void {
    for (const offer of accepted.offers) this.report(offer, 'accepted');
    const open = this.lastAccepted.filter(({ document }) => !document.isClosed);
    this.lastAccepted = [...open, accepted].slice(-mostAccepted);
  }

  refused(offer: Offer): void {
    this.report(offer, 'refused');
  }

  dispose(): void {
    this.subscription.dispose();
    this.lastAccepted = [];
  }

  private undone(document: TextDocument): void {
    const last = this.lastAccepted.findLast((accepted) => accepted.document === document);
    if (!last || document.getText() !== last.before) return;
    this.lastAccepted = this.lastAccepted.filter((accepted) => accepted !== last);
    for (const offer of last.offers) this.report(offer, 'undone');
  }

  private report(offer: Offer, outcome: Exclude<NextEditOutcome, 'offered'>): void {
    this.parts.onOutcome(outcome);
    this.counted = undefined;
    void this.parts.state.update(storedKey, afterOutcome(this.thresholds, offer.document, outcome === 'accepted'));
  }
}
