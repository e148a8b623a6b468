// Notices at once what another window of the workspace stores in the workspace state.
import { Disposable, RelativePattern, window, workspace, type Uri } from 'vscode';

/** After a change of a file: a window changes several. */
const readDelayMs = 100;

/** `folder`: of the workspace state. Undefined: there is none. `refresh` reads what other windows may have stored. */
export function watchOtherWindows(folder: Uri | undefined, refresh: () => Promise<unknown>): Disposable {
  if (!folder) return new Disposable(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let watcher: Disposable | undefined;
  let isDisposed = false;
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void refresh();
    }, readDelayMs);
  };
  const watch = (): void => {
    if (isDisposed) return;
    const files = workspace.createFileSystemWatcher(new RelativePattern(folder, '*.json'));
    watcher = Disposable.from(files, files.onDidCreate(later), files.onDidChange(later), files.onDidDelete(later));
  };
  // A folder that does not exist cannot be watched.
  workspace.fs.createDirectory(folder).then(watch, watch);
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
