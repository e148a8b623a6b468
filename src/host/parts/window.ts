// What all parts of a window are created with.
import type { Disposable, ExtensionContext, LogOutputChannel, Uri } from 'vscode';
import type { WorkspaceState } from '../storage/workspaceState.ts';

export interface WindowContext {
  readonly context: ExtensionContext;
  /** The storage folder of the workspace. Undefined where the window has none. */
  readonly folder: Uri | undefined;
  readonly state: WorkspaceState;
  readonly log: LogOutputChannel;
  warn(error: unknown): void;
  /** Disposes the part with the extension. */
  own<Part extends Disposable>(part: Part): Part;
}
