// Tells changes that the user saved in the editor from changes by other programs: a branch switch, a pull, a generator.
import { Disposable, window, workspace, type Uri } from 'vscode';

/** The file watcher reports a save this much later at most, also on a busy machine. */
const reportedWithinMs = 10_000;

export interface OutsideChanges extends Disposable {
  /** Whether another program has made the change of this file that was just reported. */
  isOutside(uri: Uri): boolean;
  /** Milliseconds since the user changed the text of the active editor. */
  idleMs(): number;
}

export function watchOutsideChanges(): OutsideChanges {
  const now = (): number => performance.now();
  const savedAt = new Map<string, number>();
  let changedAt = -Infinity;
  const subscriptions = Disposable.from(
    workspace.onDidSaveTextDocument(({ uri }) => {
      for (const [saved, at] of savedAt) if (now() - at > reportedWithinMs) savedAt.delete(saved);
      savedAt.set(uri.toString(), now());
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document === window.activeTextEditor?.document) changedAt = now();
    }),
  );
  return {
    isOutside: (uri) => now() - (savedAt.get(uri.toString()) ?? -Infinity) > reportedWithinMs,
    idleMs: () => now() - changedAt,
    dispose: () => void subscriptions.dispose(),
  };
}
