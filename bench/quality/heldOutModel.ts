// The text statistics and the pretrained network for a folder, without the workspace network, and the files that they have not learned.
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { loadModels } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { fileIndexOf } from '../../src/completion/decide/fileIndex.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { mixtureComponents } from '../../src/model/components.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';

export async function heldOutModel(folder: string) {
  await ensureBuilt();
  const { train: texts, heldOut } = corpusOf(await readFolder(folder));
  const trained = createTrainedComponents(await loadModels(true), { texts, checkpoint: undefined });
  const { model } = trained.combine(mixtureComponents.filter((id) => id !== 'workspaceNetwork'));
  return { heldOut, model, fileIndex: fileIndexOf(texts) };
}
