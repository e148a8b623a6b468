// Looks at what a speaker would say behind texts that have not been written, and brings it back.
import type { Expectation } from '../completion/policy/confidenceGate.ts';
import type { Speaker } from './speaker.ts';

export interface Probe {
  /** What comes next behind the text: the likeliest character, and others at least so likely, at most `count`. */
  expect(text: string, count?: number, least?: number): readonly Expectation[];
  /** To where it was. */
  back(): void;
}

export function openProbe<Place>(speaker: Speaker<Place>): Probe {
  const place = speaker.save();
  let read = '';
  const back = () => {
    speaker.restore(place);
    read = '';
  };
  return {
    expect: (text, count = 1, least = 0) => {
      if (!text.startsWith(read)) back();
      if (text.length > read.length) speaker.follow(text.slice(read.length));
      read = text;
      return speaker.expect(count, least);
    },
    back,
  };
}
