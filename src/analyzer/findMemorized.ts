// Lists the longest passages that the suggestions would reproduce from a single file, with the mixture that makes suggestions.
import type { Corpus } from '../corpus/corpus.ts';
import { memorizedPassages, type MemorizedPassage } from '../evaluation/memorization/memorizedPassages.ts';
import type { Models } from '../model/createModels.ts';
import { createTrainedComponents } from '../model/trainedComponents.ts';
import { componentsOf, maxLearnedLength, upTo } from './suggestionComponents.ts';
import { wholeTexts } from './wholeTexts.ts';

/** Part of the work that is learning. */
const learningShare = 0.5;

/** `checkpoint`: of the workspace network. Yields the part of the work that is done, 0..1. */
export function* findMemorized(
  corpus: Pick<Corpus, 'train' | 'heldOut'>,
  checkpoint: Uint8Array,
  models: Models,
): Generator<number, readonly MemorizedPassage[]> {
  const texts = upTo(wholeTexts(corpus), maxLearnedLength);
  const trained = createTrainedComponents(models, { texts, checkpoint });
  const components = componentsOf('mixture', models);
  let learned = 0;
  for (const length of trained.train(components)) {
    learned += length;
    yield (learningShare * learned) / trained.length;
  }
  const { model, dispose } = trained.combine(components);
  try {
    const passages = memorizedPassages(model, texts);
    for (;;) {
      const { done, value } = passages.next();
      if (done) return value;
      yield learningShare + (1 - learningShare) * value;
    }
  } finally {
    dispose();
  }
}
