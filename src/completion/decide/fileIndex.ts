// What suggestions ask about the files that were learned: which words one file alone has, which words a kind of text
// has, which kinds of files there are, and where an import leads.
import type { TrainingText } from '../../model/trainingText.ts';
import { createFilePaths, extensionOf, type ImportedPath, type ModulePath } from './filePaths.ts';
import { createImportSources } from './importSources.ts';
import { createFolderKinds } from './folderKinds.ts';
import { createFileKinds, type FileKinds } from './newKind.ts';
import { isRelative } from './relativePaths.ts';
import { createWordFiles, type WordFiles } from './wordFiles.ts';
import { createWordKinds, type WordKinds } from './wordKinds.ts';

export interface FileIndex
  extends Pick<WordFiles, 'isOfOneOtherFile'>, Pick<WordKinds, 'rightAfter'>, Pick<FileKinds, 'hasKind'> {
  /** Adds a part of a text that is learned: whole lines. */
  add(path: string, text: string): void;
  /** Only its random-looking words: for a record, whose candidates are judged when all of its text is known. */
  addRecorded(path: string, text: string): void;
  /**
   * The path that an import should have: from where the name is imported in other files, or else see `FilePaths`. `selected`: what the
   * selected item of the editor's list adds to what the user has typed. It is another module than the right one: undefined.
   */
  pathOf(imported: ImportedPath, document: string, selected?: string): ModulePath | undefined;
  /** For `createFileIndex`. */
  save(): Uint8Array<ArrayBuffer>;
}

/** What `save` returned, and the paths of the files that were learned then. */
interface LearnedBefore {
  readonly saved?: Uint8Array | undefined;
  readonly paths?: Iterable<string> | undefined;
}

export function createFileIndex({ saved, paths }: LearnedBefore = {}): FileIndex {
  const [words, kinds, imports, ofFolders] = saved ? separated(saved) : [];
  const wordFiles = createWordFiles(words);
  const folderKinds = createFolderKinds(ofFolders);
  const wordKinds = createWordKinds(kinds, folderKinds);
  const sources = createImportSources(imports && new TextDecoder().decode(imports));
  const filePaths = createFilePaths(paths);
  const fileKinds = createFileKinds(paths);

  function addRecorded(path: string, text: string): void {
    wordFiles.add(path, text);
    filePaths.add(path);
    fileKinds.add(path);
  }

  return {
    add: (path, text) => {
      addRecorded(path, text);
      wordKinds.add(path, text);
      sources.add(path, text);
    },
    addRecorded,
    isOfOneOtherFile: wordFiles.isOfOneOtherFile,
    rightAfter: wordKinds.rightAfter,
    hasKind: fileKinds.hasKind,
    pathOf: (imported, document, selected = '') => {
      const { typed, names } = imported;
      const extension = extensionOf(imported);
      const known = sources.pathsOf(names, document).map((path) => (isRelative(path) ? path + extension : path));
      const right = known.find((path) => path.startsWith(typed));
      if (right !== undefined) return { path: right, isComplete: true };
      const byUser = typed.slice(0, Math.max(0, typed.length - selected.length));
      const isOtherSelected = selected !== '' && known.some((path) => path.startsWith(byUser));
      return isOtherSelected ? undefined : filePaths.pathOf(imported, document);
    },
    save: () => {
      const ofImports = new TextEncoder().encode(sources.save());
      return joinedParts([wordFiles.save(), wordKinds.save(), ofImports, folderKinds.save()]);
    },
  };
}

const lengthBytes = 4;

/** Each part after its length. */
function joinedParts(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + lengthBytes + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    bytes.set(part, at + lengthBytes);
    at += lengthBytes + part.length;
  }
  return bytes;
}

function separated(saved: Uint8Array): Uint8Array[] {
  const view = new DataView(saved.buffer, saved.byteOffset, saved.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < saved.length;) {
    const end = at + lengthBytes + view.getUint32(at, true);
    parts.push(saved.slice(at + lengthBytes, end));
    at = end;
  }
  return parts;
}

/** Of all these texts. */
export function fileIndexOf(texts: readonly TrainingText[]): FileIndex {
  const files = createFileIndex();
  for (const { path, text } of texts) files.add(path, text);
  return files;
}
