// What suggestions ask about the files that were learned: which words one file alone has, and where an import leads.
import type { TrainingText } from '../../model/trainingText.ts';
import { createFilePaths, extensionOf, type ImportedPath } from './filePaths.ts';
import { createImportSources } from './importSources.ts';
import { isRelative } from './relativePaths.ts';
import { createWordFiles, type WordFiles } from './wordFiles.ts';

export interface FileIndex extends Pick<WordFiles, 'isOfOneOtherFile'> {
  /** Adds a part of a text that is learned: whole lines. */
  add(path: string, text: string): void;
  /** The same without its imports: for a record, whose candidates are judged when all of its text is known. */
  addWords(path: string, text: string): void;
  /** The path that an import should have: from where the name is imported in other files, or else see `FilePaths`. */
  pathOf(imported: ImportedPath, document: string): string | undefined;
  /** For `createFileIndex`. */
  save(): Uint8Array<ArrayBuffer>;
}

/** What `save` returned, and the paths of the files that were learned then. */
interface LearnedBefore {
  readonly saved?: Uint8Array | undefined;
  readonly paths?: Iterable<string> | undefined;
}

const lengthBytes = 4;

export function createFileIndex({ saved, paths }: LearnedBefore = {}): FileIndex {
  const { words, imports } = saved ? separated(saved) : {};
  const wordFiles = createWordFiles(words);
  const sources = createImportSources(imports);
  const filePaths = createFilePaths(paths);

  function addWords(path: string, text: string): void {
    wordFiles.add(path, text);
    filePaths.add(path);
  }

  return {
    add: (path, text) => {
      addWords(path, text);
      sources.add(path, text);
    },
    addWords,
    isOfOneOtherFile: wordFiles.isOfOneOtherFile,
    pathOf: (imported, document) => {
      const { typed, names } = imported;
      const extension = extensionOf(imported);
      for (const source of sources.pathsOf(names, document)) {
        const known = isRelative(source) ? source + extension : source;
        if (known.startsWith(typed)) return known;
      }
      return filePaths.pathOf(imported, document);
    },
    save: () => joinedBytes(wordFiles.save(), new TextEncoder().encode(sources.save())),
  };
}

/** The length of the words, the words, and the imports. */
function joinedBytes(words: Uint8Array, imports: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthBytes + words.length + imports.length);
  new DataView(bytes.buffer).setUint32(0, words.length, true);
  bytes.set(words, lengthBytes);
  bytes.set(imports, lengthBytes + words.length);
  return bytes;
}

function separated(saved: Uint8Array): { readonly words: Uint8Array; readonly imports: string } {
  const end = lengthBytes + new DataView(saved.buffer, saved.byteOffset).getUint32(0, true);
  return { words: saved.slice(lengthBytes, end), imports: new TextDecoder().decode(saved.subarray(end)) };
}

/** Of all these texts. */
export function fileIndexOf(texts: readonly TrainingText[]): FileIndex {
  const files = createFileIndex();
  for (const { path, text } of texts) files.add(path, text);
  return files;
}
