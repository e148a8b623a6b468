import type { Corpus } from '../corpus/corpus.ts';
import type { SourceText } from '../corpus/sourceText.ts';

/** The texts with what is held out from the training of the network, as suggestions learn them. */
export function wholeTexts({ train, heldOut }: Pick<Corpus, 'train' | 'heldOut'>): readonly SourceText[] {
  const whole = new Map(train.map((source) => [source.path, source]));
  for (const { path, before, text } of heldOut) whole.set(path, { path, text: before + text });
  return [...whole.values()];
}
