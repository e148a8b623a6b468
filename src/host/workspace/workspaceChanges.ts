// The one watcher of the workspace: which files change or are removed, and when the rules change that decide which files are read.
import { Disposable, EventEmitter, workspace, type Event, type Uri } from 'vscode';
import { ignoreFileNames } from '../../corpus/ignoreFiles.ts';
import { settings } from '../settings.ts';
import { onExcludedFilesChange } from './excludedFiles.ts';

/** By a setting or another choice of the user, or by an ignore file, which often changes together with many other files. */
export type RulesChange = 'by the user' | 'by an ignore file';

export class WorkspaceChanges implements Disposable {
  private readonly changes = new EventEmitter<Uri>();
  private readonly removals = new EventEmitter<Uri>();
  private readonly rulesChanges = new EventEmitter<RulesChange>();
  private readonly subscriptions: Disposable;

  /** A file is new or has other content. */
  readonly changed: Event<Uri> = this.changes.event;
  /** A file or a folder is deleted, or has another name now. */
  readonly removed: Event<Uri> = this.removals.event;
  readonly rulesChanged: Event<RulesChange> = this.rulesChanges.event;

  constructor() {
    const watcher = workspace.createFileSystemWatcher('**/*');
    const noteRules = (uri: Uri): void => {
      if (isIgnoreFile(uri)) this.rulesChanges.fire('by an ignore file');
    };
    const noteChange = (uri: Uri): void => {
      noteRules(uri);
      this.changes.fire(uri);
    };
    const byUser = (): void => this.rulesChanges.fire('by the user');
    const { include, exclude, secretNameExceptions } = settings.files;
    this.subscriptions = Disposable.from(
      ...[this.changes, this.removals, this.rulesChanges, watcher],
      watcher.onDidCreate(noteChange),
      watcher.onDidChange(noteChange),
      watcher.onDidDelete((uri) => {
        noteRules(uri);
        this.removals.fire(uri);
      }),
      ...[include, exclude, secretNameExceptions].map(({ onChange }) => onChange(byUser)),
      onExcludedFilesChange(byUser),
      workspace.onDidChangeWorkspaceFolders(byUser),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('files.exclude')) byUser();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

function isIgnoreFile({ path }: Uri): boolean {
  return [...ignoreFileNames, '.git/info/exclude'].some((name) => path.endsWith(`/${name}`));
}
