// Presents the workspace to the corpus: each folder as a FileTree over `workspace.fs`, open documents with their unsaved text,
// files decoded as the editor decodes them. Works with any URI scheme.
import { isBinaryFile } from 'isbinaryfile';
import { FileType, Uri, workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import type { OpenDocument, Root } from '../../corpus/walk.ts';
import type { FileFacts, FileTree } from '../../corpus/fileTree.ts';
import { fromUtf8 } from '../../corpus/decode.ts';
import type { Glob } from '../../corpus/globs.ts';
import { readsAsText } from '../../corpus/contentRules.ts';
import { isNotebookPath } from '../../corpus/notebook.ts';
import { diskFolder, type DiskFolder } from '../../disk/diskFolder.ts';
import { fileUri } from './notebookCells.ts';
import { typedPositions } from './typedPositions.ts';
import { isInside } from './insidePath.ts';

/** All folders of the workspace. */
export function workspaceRoots(): Root[] {
  const folders = workspace.workspaceFolders ?? [];
  return folders.map((folder, index) => ({
    name: uniqueName(folders, index),
    tree: folderTree(folder.uri),
    hidden: hiddenGlobs(folder.uri),
    open: new Map(openDocuments(folder).map(([inside, document]) => [inside, openDocument(document)])),
  }));
}

const folderOf = (root: Uri): DiskFolder => (root.scheme === 'file' ? diskFolder(root.fsPath) : editorFolder(root));

function folderTree(root: Uri): FileTree {
  const decodeHere = usesUtf8Only(root);
  const folder = folderOf(root);
  return {
    list: folder.list,
    facts: folder.facts,
    read: async (path, maxBytes) => {
      const uri = Uri.joinPath(root, path);
      const bytes = await folder.read(path, maxBytes);
      if (bytes === undefined) return { kind: 'too large' };
      // `workspace.decode` runs in another process, which costs time. It detects binary files by zeros among the first bytes only,
      // and then throws.
      const here = decodeHere && !bytes.includes(0) ? fromUtf8(bytes) : undefined;
      const text = here ?? (await workspace.decode(bytes, { uri }).then(undefined, () => undefined));
      if (text === undefined) return { kind: 'binary' };
      // isBinaryFile knows Unicode encodings only. Text in another encoding that the editor has decoded well is text all the same.
      const looksBinary = await isBinaryFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      return looksBinary && !readsAsText(text) ? { kind: 'binary' } : { kind: 'text', text };
    },
  };
}

/** A folder behind the editor's file API, which follows links, but says that a path is one, and reads whole files. */
function editorFolder(root: Uri): DiskFolder {
  const at = (path: string): Uri => (path === '' ? root : Uri.joinPath(root, path));
  const facts = async (path: string): Promise<FileFacts> => {
    const { type, size, mtime } = await workspace.fs.stat(at(path));
    return { kind: kindOf(type), bytes: size, modifiedMs: mtime };
  };
  return {
    list: async (directory) => {
      const entries = await workspace.fs.readDirectory(at(directory));
      return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
    },
    facts,
    read: async (path, maxBytes) => {
      const { kind, bytes } = await facts(path);
      if (kind !== 'file') throw new Error('This is no regular file.');
      return bytes > maxBytes ? undefined : workspace.fs.readFile(at(path));
    },
  };
}

/** Whether the editor decodes all files of the folder as UTF-8: no other encoding is set, and none is guessed. */
function usesUtf8Only(folder: Uri): boolean {
  const files = workspace.getConfiguration('files', folder);
  const byLanguage = files.inspect('encoding')?.languageIds ?? [];
  return files.get('encoding') === 'utf8' && byLanguage.length === 0 && files.get('autoGuessEncoding') !== true;
}

/** `FileType` is a bit set: a symbolic link also has the type of its target. */
function kindOf(type: FileType): 'file' | 'directory' | 'other' {
  if ((type & FileType.SymbolicLink) !== 0) return 'other';
  return type === FileType.Directory ? 'directory' : type === FileType.File ? 'file' : 'other';
}

/** From `files.exclude`, whose values are true, false, or a condition on a sibling file. */
function hiddenGlobs(folder: Uri): Glob[] {
  const found = workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude', {});
  return Object.entries(found).flatMap(([pattern, value]) => {
    if (value === true) return [{ pattern }];
    const when = typeof value === 'object' && value !== null && 'when' in value ? value.when : undefined;
    return typeof when === 'string' ? [{ pattern, when }] : [];
  });
}

function openDocument(document: TextDocument): OpenDocument {
  return { text: document.getText(), isUnsaved: document.isDirty, typedAt: typedPositions(document) };
}

/** By path inside the folder. */
function openDocuments(folder: WorkspaceFolder): (readonly [string, TextDocument])[] {
  const prefix = folder.uri.path.endsWith('/') ? folder.uri.path : `${folder.uri.path}/`;
  return (
    workspace.textDocuments
      .filter(({ uri }) => workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.uri.toString())
      // A notebook that is open as text is read from its file.
      .filter(({ uri }) => !isNotebookPath(uri.path))
      .map((document) => [document.uri.path.slice(prefix.length), document])
  );
}

/** The document's path in the corpus; outside the workspace, its URI. Of a notebook cell, that of the notebook. */
export function pathOf(document: Uri): string {
  const uri = fileUri(document);
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder) return uri.toString();
  return `${uniqueName(workspace.workspaceFolders ?? [], folder.index)}/${insideOf(uri)}`;
}

/** The document's path inside its workspace folder; outside all folders, the whole path. */
export function insideOf(document: Uri): string {
  const uri = fileUri(document);
  const folder = workspace.getWorkspaceFolder(uri);
  return folder ? uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1) : uri.path;
}

/** With which the paths of the files in the open folders begin. */
export function folderNames(): string[] {
  const folders = workspace.workspaceFolders ?? [];
  return folders.map((_, index) => uniqueName(folders, index));
}

export interface WorkspaceFile {
  readonly uri: Uri;
  /** The path inside its folder. */
  readonly inside: string;
  /** The bytes of a regular file. Undefined: it has more than `maxBytes`, is of another kind now, or cannot be read. */
  read(maxBytes: number): Promise<Uint8Array | undefined>;
}

/** The file that a ledger path denotes. Undefined where it is in no open folder. */
export function fileOf(path: string): WorkspaceFile | undefined {
  const names = folderNames();
  for (const [index, folder] of (workspace.workspaceFolders ?? []).entries()) {
    const prefix = `${names[index]}/`;
    if (!path.startsWith(prefix)) continue;
    const inside = path.slice(prefix.length);
    if (!isInside(inside)) return undefined;
    const read = (maxBytes: number) =>
      folderOf(folder.uri)
        .read(inside, maxBytes)
        .catch(() => undefined);
    return { uri: Uri.joinPath(folder.uri, inside), inside, read };
  }
  return undefined;
}

/** Two folders may have the same name. */
function uniqueName(folders: readonly WorkspaceFolder[], index: number): string {
  const { name } = folders[index]!;
  const before = folders.slice(0, index).filter((other) => other.name === name).length;
  return before === 0 ? name : `${name} (${before + 1})`;
}
