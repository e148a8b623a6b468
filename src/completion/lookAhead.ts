// Asks a language model what follows texts that are not in the document, and restores its state afterwards.
import type { LanguageModel, Prediction } from '../model/languageModel.ts';

export interface LookAhead {
  /** The most probable character after `text`, and others with at least probability `least`, at most `count` in all. */
  predict(text: string, count?: number, least?: number): readonly Prediction[];
  /** Restores the state in which the look-ahead was created. */
  rewind(): void;
}

export function createLookAhead<State>(model: LanguageModel<State>): LookAhead {
  const start = model.save();
  /** The text that the model has read since `start`. */
  let read = '';
  const rewind = () => {
    model.restore(start);
    read = '';
  };
  return {
    predict: (text, count = 1, least = 0) => {
      if (!text.startsWith(read)) rewind();
      if (text.length > read.length) model.read(text.slice(read.length));
      read = text;
      return model.predict(count, least);
    },
    rewind,
  };
}
