// Types a recorded text as a user would who looks at some suggestions only, needs time to react and to read, and sometimes accepts a
// wrong one. Counts the seconds that suggestions save.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { acceptanceOf } from '../calibrate/acceptance.ts';
import { typeRecorded, type RecordedText, type TypingPolicy } from '../calibrate/recordedText.ts';
import { secondsToRead, secondsToUndo, wrongAcceptances } from '../decide/worth.ts';
import type { UserParameters } from '../request.ts';

export interface SimulatedUser extends UserParameters {
  /** Share of the suggestions that the user looks at. */
  readonly looks: number;
}

export interface TimeTally {
  /** Code points written. */
  readonly characters: number;
  /** Less than none where suggestions cost more time than they save. */
  readonly secondsSaved: number;
  readonly shown: number;
  readonly looked: number;
  readonly accepted: number;
}

export const noTime: TimeTally = { characters: 0, secondsSaved: 0, shown: 0, looked: 0, accepted: 0 };

/** The user decides once for each suggestion whether to look at it. */
export function simulateTimedTyping(
  recorded: RecordedText,
  policy: TypingPolicy,
  user: SimulatedUser,
  random: RandomGenerator,
): TimeTally {
  const { text } = recorded;
  const tally = { ...noTime };
  const secondsPerKey = 1 / user.charactersPerSecond;
  const typing = typeRecorded(recorded, policy);
  for (let at = 0; at < text.length;) {
    const suggestion = typing.at(at)?.text;
    if (suggestion !== undefined) {
      tally.shown++;
      const { firstWordCorrect, length, keys } = acceptanceOf(suggestion, text, at);
      const isLooking = uniformFloat64(random) < user.looks;
      const accepted = isLooking && length > keys ? length : 0;
      typing.show(suggestion, at, accepted, isLooking ? 1 : 0);
      if (isLooking) {
        tally.looked++;
        tally.secondsSaved -= secondsToRead(suggestion.length, user);
      }
      if (accepted > 0) {
        const written = Array.from(text.slice(at, at + accepted)).length;
        tally.characters += written;
        tally.secondsSaved += (written - keys) * secondsPerKey;
        tally.accepted++;
        at += accepted;
        continue;
      }
      if (isLooking && !firstWordCorrect && uniformFloat64(random) < wrongAcceptances) {
        tally.secondsSaved -= secondsToUndo(user);
      }
    }
    tally.characters++;
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return tally;
}

export function addTimes(a: TimeTally, b: TimeTally): TimeTally {
  return {
    characters: a.characters + b.characters,
    secondsSaved: a.secondsSaved + b.secondsSaved,
    shown: a.shown + b.shown,
    looked: a.looked + b.looked,
    accepted: a.accepted + b.accepted,
  };
}

/** As if the same had been counted `factor` times. */
export function scaleTimes(times: TimeTally, factor: number): TimeTally {
  const scaled = { ...times };
  for (const key of Object.keys(noTime) as (keyof TimeTally)[]) scaled[key] *= factor;
  return scaled;
}

/** Seconds saved per 1,000 characters. */
export function secondsPer1000({ characters, secondsSaved }: TimeTally): number {
  return characters === 0 ? 0 : (1000 * secondsSaved) / characters;
}
