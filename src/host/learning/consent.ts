// Whether this workspace may be learned: the user decides once for each workspace, or once for all trusted ones by a setting. The
// decision is kept in the storage of the workspace, so that no repository brings it along.
import * as v from 'valibot';
import { Disposable, EventEmitter, workspace, type Event } from 'vscode';
import { settings } from '../settings.ts';
import { storedValue } from '../storage/storedValue.ts';
import type { WorkspaceState } from '../storage/workspaceState.ts';

/** `asked`: the user has closed the question without an answer. */
const decisions = v.picklist(['yes', 'no', 'asked']);
type Decision = v.InferOutput<typeof decisions>;

const storedKey = 'learning';

export class LearningConsent implements Disposable {
  private readonly state: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>;
  private readonly changes = new EventEmitter<void>();
  private readonly subscriptions: Disposable;
  /** This window has removed the decision with everything else: nothing is learned before the user asks for it. */
  private isWithdrawn = false;
  private last: boolean;

  /** Fires when learning becomes possible, or impossible. */
  readonly onChange: Event<void> = this.changes.event;

  constructor(state: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>) {
    this.state = state;
    this.last = this.isGiven;
    this.subscriptions = Disposable.from(
      this.changes,
      settings.general.learning.onChange(() => this.fireIfChanged()),
      workspace.onDidGrantWorkspaceTrust(() => this.fireIfChanged()),
    );
  }

  get isGiven(): boolean {
    if (!workspace.isTrusted) return false;
    const decision = this.decision;
    return (
      decision === 'yes' || (decision !== 'no' && !this.isWithdrawn && settings.general.learning.value() === 'always')
    );
  }

  /** Whether the user has neither decided nor been asked. */
  get isOpen(): boolean {
    return (
      workspace.isTrusted &&
      this.decision === undefined &&
      !this.isWithdrawn &&
      settings.general.learning.value() === 'ask'
    );
  }

  give(): Promise<void> {
    return this.decide('yes');
  }

  /** Nothing is learned until the user asks for it. */
  withdraw(): Promise<void> {
    this.isWithdrawn = true;
    return this.decide('no');
  }

  async noteAsked(): Promise<void> {
    if (this.decision === undefined) await this.decide('asked');
  }

  /** Another window of the workspace may have decided. */
  async refresh(): Promise<void> {
    await this.state.refresh(storedKey);
    this.fireIfChanged();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private get decision(): Decision | undefined {
    return storedValue(this.state, storedKey, decisions);
  }

  private async decide(decision: Decision): Promise<void> {
    if (decision === 'yes') this.isWithdrawn = false;
    const written = this.state.update(storedKey, decision);
    this.fireIfChanged();
    await written;
  }

  private fireIfChanged(): void {
    const now = this.isGiven;
    if (now === this.last) return;
    this.last = now;
    this.changes.fire();
  }
}
