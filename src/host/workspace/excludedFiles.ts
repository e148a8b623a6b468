// Single files and folders that the user excludes from the corpus. They are kept in the storage of the workspace: in settings, which may be
// committed, their names would be visible to others.
import * as v from 'valibot';
import { ConfigurationTarget, EventEmitter, Uri, workspace, type Disposable } from 'vscode';
import { setContext } from '../contextKeys.ts';
import { section } from '../setting.ts';
import { settings } from '../settings.ts';
import { storedValue } from '../storage/storedValue.ts';
import type { WorkspaceState } from '../storage/workspaceState.ts';
import { fileOf, pathOf } from './workspaceFiles.ts';

const storageKey = 'excluded files';
const paths = v.array(v.string());
const changes = new EventEmitter<void>();
let memory: WorkspaceState | undefined;

/** `state`: where the files are stored. */
export function openExcludedFiles(state: WorkspaceState): void {
  memory = state;
  showInMenus();
}

/** Another window of the workspace may have changed them. */
export async function refreshExcludedFiles(): Promise<void> {
  const before = stored().join('\n');
  await memory?.refresh(storageKey);
  if (stored().join('\n') !== before) changed();
}

export function onExcludedFilesChange(listener: () => void): Disposable {
  return changes.event(listener);
}

/** `inside`: the path of the file, or of a folder, inside its workspace folder. */
export async function excludeFile(inside: string): Promise<void> {
  if (!stored().includes(inside)) await store([...stored(), inside]);
}

/** Also where the user excluded it by a setting. */
export async function includeFile(inside: string): Promise<void> {
  const globs = settings.files.exclude.value();
  const others = globs.filter((glob) => glob !== literalGlob(inside));
  if (others.length < globs.length) {
    const key = settings.files.exclude.key;
    await workspace.getConfiguration(section).update(key, others, ConfigurationTarget.Workspace);
  }
  if (stored().includes(inside)) await store(stored().filter((path) => path !== inside));
}

/** Paths inside their folders. Globs of the setting that match more than one path are not among them. */
export function excludedFiles(): readonly string[] {
  const bySetting = settings.files.exclude.value().flatMap((glob) => {
    const path = glob.replace(/\\(.)/g, '$1');
    return literalGlob(path) === glob ? [path] : [];
  });
  return [...new Set([...stored(), ...bySetting])];
}

/** Globs that match the stored files. */
export function excludedFileGlobs(): readonly string[] {
  return stored().map(literalGlob);
}

/** A glob that matches this path only, whatever characters it contains. */
export function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

/** Whether the user excluded this single file, given by its path in the corpus. */
export function isExcludedFile(path: string): boolean {
  const inside = fileOf(path)?.inside;
  return inside !== undefined && stored().includes(inside);
}

/** Whether the user excluded one of the files, given by their paths in the corpus, or a folder that contains one. */
export function isAnyExcluded(files: Iterable<string>): boolean {
  const excluded = stored();
  if (excluded.length === 0) return false;
  return [...files].some((path) => {
    const inside = fileOf(path)?.inside;
    return inside !== undefined && excluded.some((each) => inside === each || inside.startsWith(`${each}/`));
  });
}

/** Paths in the corpus of the stored files that exist. */
export async function existingExcludedFiles(): Promise<readonly string[]> {
  const paths = storedUris().map((uri) =>
    workspace.fs.stat(uri).then(
      () => [pathOf(uri)],
      () => [],
    ),
  );
  return (await Promise.all(paths)).flat();
}

/** In each folder. */
function storedUris(): readonly Uri[] {
  return (workspace.workspaceFolders ?? []).flatMap(({ uri }) => stored().map((inside) => Uri.joinPath(uri, inside)));
}

function stored(): readonly string[] {
  return (memory && storedValue(memory, storageKey, paths)) ?? [];
}

async function store(paths: readonly string[]): Promise<void> {
  await memory?.update(storageKey, paths.length > 0 ? paths : undefined);
  changed();
}

function changed(): void {
  showInMenus();
  changes.fire();
}

/** The menu of a file in the Explorer asks for its path. */
function showInMenus(): void {
  const paths = storedUris().map(({ fsPath }) => fsPath);
  setContext('excludedFiles', paths);
}
