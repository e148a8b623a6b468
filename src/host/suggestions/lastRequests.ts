// What became of the last requests for a suggestion. The status bar and Explain take from it the reason why nothing appears.
import { EventEmitter, type Event, type Position, type TextDocument } from 'vscode';
import type { Refusal } from '../../protocol/predictor.ts';

/**
 * What became of a request. `cancelled`: also while it is not answered yet. `checking`: its text was not masked in time. `unchecked`: nor
 * later. `unanswered`: also after a pause. `shown`: there is a suggestion. `selected`: there is none after the entry that is selected in the
 * suggest widget. `isUnnamed`: the search ended before it found the word that was refused; after a pause, it is known.
 */
export type RequestOutcome =
  | { readonly kind: 'cancelled' | 'checking' | 'unchecked' | 'unanswered' | 'shown' | 'delayed' }
  | { readonly kind: 'selected'; readonly text: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly isUnnamed?: true };

/** A request that the editor made by itself, or that was made again for it. */
export interface AutomaticRequest {
  readonly document: TextDocument;
  readonly version: number;
  readonly position: Position;
  readonly answer: RequestOutcome;
}

export class LastRequests {
  private invoked: RequestOutcome | undefined;
  private automatic: AutomaticRequest | undefined;
  /** Requests that are not answered yet. */
  private pending = 0;
  private readonly answers = new EventEmitter<void>();

  /** The last automatic request has another answer. */
  readonly onAnswer: Event<void> = this.answers.event;

  get lastAutomatic(): AutomaticRequest | undefined {
    return this.automatic;
  }

  /** Whether a request is not answered yet. */
  get isAsking(): boolean {
    return this.pending > 0;
  }

  /** The last automatic request, if it was made here and nothing was changed since. */
  lastAt(document: TextDocument, position: Position): AutomaticRequest | undefined {
    const { automatic: last } = this;
    const isHere = last?.document === document && last.version === document.version && last.position.isEqual(position);
    return isHere ? last : undefined;
  }

  /** Whether the last automatic request led to a suggestion here. */
  isShownAt(document: TextDocument, position: Position): boolean {
    return this.lastAt(document, position)?.answer.kind === 'shown';
  }

  /** What became of the request that a command makes. Undefined: it made none. */
  async outcomeOf(command: () => Thenable<unknown>): Promise<RequestOutcome | undefined> {
    this.invoked = undefined;
    await command();
    return this.invoked;
  }

  /** Whether the suggestion that answers the last request waits, appears, or is not wanted any more. */
  appears(document: TextDocument, position: Position, kind: 'delayed' | 'shown' | 'cancelled'): void {
    const last = this.lastAt(document, position);
    if (last && (kind === 'delayed' || last.answer.kind === 'delayed')) this.noteAutomatic(last, { kind });
  }

  noteAutomatic({ document, version, position }: Omit<AutomaticRequest, 'answer'>, answer: RequestOutcome): void {
    this.automatic = { document, version, position, answer };
    this.answers.fire();
  }

  /** Of a request by a command. */
  noteInvoked(answer: RequestOutcome): void {
    this.invoked = answer;
  }

  /** The last automatic request may have another answer now. */
  forget(): void {
    this.automatic = undefined;
    this.answers.fire();
  }

  /** The answer is the same, but whether it is wanted may have changed. */
  drawAgain(): void {
    this.answers.fire();
  }

  async whileAsking<Result>(ask: () => Promise<Result>): Promise<Result> {
    this.pending++;
    try {
      return await ask();
    } finally {
      this.pending--;
    }
  }
}
