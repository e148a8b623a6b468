// What suggestions ask about the files that were learned: which words one file alone has, and where an import leads.
import type { TrainingText } from '../../model/trainingText.ts';
import { createFilePaths, type FilePaths } from './filePaths.ts';
import { createWordFiles, type WordFiles } from './wordFiles.ts';

export interface FileIndex extends Pick<WordFiles, 'add' | 'isOfOneOtherFile' | 'save'>, Pick<FilePaths, 'pathOf'> {}

/** What `save` returned, and the paths of the files that were learned then. */
interface LearnedBefore {
  readonly words?: Uint8Array | undefined;
  readonly paths?: Iterable<string> | undefined;
}

export function createFileIndex({ words, paths }: LearnedBefore = {}): FileIndex {
  const wordFiles = createWordFiles(words);
  const filePaths = createFilePaths(paths);
  return {
    add: (path, text) => {
      wordFiles.add(path, text);
      filePaths.add(path);
    },
    isOfOneOtherFile: wordFiles.isOfOneOtherFile,
    save: wordFiles.save,
    pathOf: filePaths.pathOf,
  };
}

/** Of all these texts. */
export function fileIndexOf(texts: readonly TrainingText[]): FileIndex {
  const files = createFileIndex();
  for (const { path, text } of texts) files.add(path, text);
  return files;
}
