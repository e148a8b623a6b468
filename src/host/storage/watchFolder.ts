// Notices what other windows of the workspace store in a folder.
import { Disposable, RelativePattern, window, workspace, type Uri } from 'vscode';

/** After a change of a file: a window changes several. */
const readDelayMs = 100;

/** Creates the folder: one that does not exist cannot be watched. Calls `read` once for changes that follow one another soon. */
export function watchFolder(folder: Uri, read: () => Promise<unknown>): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let watcher: Disposable | undefined;
  let isDisposed = false;
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void read();
    }, readDelayMs);
  };
  const watch = (): void => {
    if (isDisposed) return;
    const files = workspace.createFileSystemWatcher(new RelativePattern(folder, '*.json'));
    watcher = Disposable.from(files, files.onDidCreate(later), files.onDidChange(later), files.onDidDelete(later));
  };
  workspace.fs.createDirectory(folder).then(watch, watch);
  // The watcher misses changes on some file systems.
  const focus = window.onDidChangeWindowState(({ focused }) => {
    if (focused) later();
  });
  return new Disposable(() => {
    isDisposed = true;
    clearTimeout(timer);
    watcher?.dispose();
    focus.dispose();
  });
}
