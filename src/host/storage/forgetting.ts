// Tells the windows of a workspace that one of them has forgotten the trained model. Each forgetting changes a random value in the
// workspace state; a window that finds another value than it knows drops what it has in memory, and does not write it.
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { storedValue } from './storedValue.ts';
import type { WorkspaceState } from './workspaceState.ts';

export class Forgetting {
  private readonly state: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>;
  private readonly storedKey: string;
  private known: string | undefined;
  private follow: () => void | Promise<void> = () => undefined;
  /** Resolves when this window has dropped what another one forgot last. */
  private following: void | Promise<void> = undefined;

  /** `storedKey`: of the random value; each thing that is forgotten has its own. */
  constructor(state: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>, storedKey = 'last forgetting') {
    [this.state, this.storedKey] = [state, storedKey];
    this.known = storedValue(state, storedKey, v.string());
  }

  /** `follow` is called when another window has forgotten. It does not reject, and waits for no `refresh`. */
  whenElsewhere(follow: () => void | Promise<void>): void {
    this.follow = follow;
  }

  /** What belongs to an earlier value than this one is forgotten. */
  get epoch(): string | undefined {
    return this.known;
  }

  /** Before something is learned that can be forgotten. */
  async begin(): Promise<void> {
    if (this.known === undefined) await this.announce();
  }

  /** This window forgets. Resolves when the others can know. */
  async announce(): Promise<void> {
    this.known = randomUUID();
    await this.state.update(this.storedKey, this.known);
  }

  /** Looks whether another window has forgotten, and waits until this one has followed. */
  async refresh(): Promise<void> {
    await this.state.refresh(this.storedKey);
    const stored = storedValue(this.state, this.storedKey, v.string());
    if (stored !== this.known) {
      this.known = stored;
      this.following = this.follow();
    }
    await this.following;
  }

  /** Whether what belongs to this value is forgotten by now, here or in another window. */
  async isForgotten(epoch: string | undefined): Promise<boolean> {
    await this.refresh();
    return epoch !== this.known;
  }

  /** This window has deleted the state. */
  reset(): void {
    this.known = undefined;
  }
}
