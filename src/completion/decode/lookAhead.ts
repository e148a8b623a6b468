// Looks at what a speaker would say behind texts that have not been written, and brings it back.
import type { Prediction } from '../../model/languageModel.ts';
import type { LanguageModel } from '../../model/languageModel.ts';

export interface LookAhead {
  /** What comes next behind the text: the likeliest character, and others at least so likely, at most `count`. */
  predict(text: string, count?: number, least?: number): readonly Prediction[];
  /** To where it was. */
  rewind(): void;
}

export function createLookAhead<Place>(speaker: LanguageModel<Place>): LookAhead {
  const place = speaker.save();
  let read = '';
  const rewind = () => {
    speaker.restore(place);
    read = '';
  };
  return {
    predict: (text, count = 1, least = 0) => {
      if (!text.startsWith(read)) rewind();
      if (text.length > read.length) speaker.read(text.slice(read.length));
      read = text;
      return speaker.predict(count, least);
    },
    rewind,
  };
}
