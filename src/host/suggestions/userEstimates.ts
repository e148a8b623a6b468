// Observes how fast the user types and how long they look at suggestions before they accept them. The estimates are stored in the
// workspace and never leave the machine.
import { workspace, type Disposable, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import type { UserParameters } from '../../completion/request.ts';
import {
  noObservations,
  observeAcceptance,
  type Acceptance,
  observeGap,
  parseObservations,
  userParametersOf,
  type UserObservations,
} from '../../completion/userParameters.ts';
import type { StoredValues } from '../storage/storedValue.ts';

const storedKey = 'userObservations';
const saveDelayMs = 2000;

/** A character that the user typed. */
interface Typed {
  readonly document: TextDocument;
  /** UTF-16 offset after it. */
  readonly end: number;
  readonly atMs: number;
}

export class UserEstimates implements Disposable {
  private readonly stored: StoredValues;
  private readonly subscription: Disposable;
  private observed: UserObservations;
  private last: Typed | undefined;
  private saving: NodeJS.Timeout | undefined;

  constructor(stored: StoredValues) {
    this.stored = stored;
    this.observed = parseObservations(stored.get(storedKey));
    this.subscription = workspace.onDidChangeTextDocument((event) => this.observe(event));
  }

  /** Undefined until enough is known of the user. */
  get parameters(): UserParameters | undefined {
    return userParametersOf(this.observed);
  }

  accepted(acceptance: Acceptance): void {
    this.change(observeAcceptance(this.observed, acceptance));
  }

  reset(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    this.observed = noObservations;
    void this.stored.update(storedKey, undefined);
  }

  dispose(): void {
    if (this.saving) this.save();
    this.subscription.dispose();
  }

  private observe({ document, contentChanges }: TextDocumentChangeEvent): void {
    const [change] = contentChanges;
    if (!change) return;
    const { last } = this;
    const isTyped = contentChanges.length === 1 && change.rangeLength === 0 && change.text.length === 1;
    if (!isTyped) {
      if (last?.document === document) this.last = undefined;
      return;
    }
    const typed = { document, end: change.rangeOffset + 1, atMs: performance.now() };
    this.last = typed;
    if (last?.document !== document || last.end !== change.rangeOffset) return;
    this.change(observeGap(this.observed, (typed.atMs - last.atMs) / 1000));
  }

  private change(observed: UserObservations): void {
    this.observed = observed;
    this.saving ??= setTimeout(() => this.save(), saveDelayMs);
  }

  private save(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    void this.stored.update(storedKey, this.observed);
  }
}
