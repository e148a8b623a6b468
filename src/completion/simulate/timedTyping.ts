// Replays a recorded text as if a simulated user typed it who looks at some suggestions only, needs time to react and to read, and
// sometimes accepts a wrong one. Counts the seconds that suggestions save.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { GateSettings } from '../decide/confidenceGate.ts';
import { secondsToRead, secondsToUndo, wrongAcceptances, type UserParameters } from '../decide/worth.ts';
import { recordedSuggestions, type FitAt, type RecordedText } from '../calibrate/recordedText.ts';
import { simulateAcceptance } from '../calibrate/acceptance.ts';

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

/** What the user types along with of a visible suggestion. */
interface Visible {
  readonly start: number;
  readonly text: string;
}

/**
 * The user decides once for each suggestion whether to look at it. A suggestion that is not accepted stays while they type its
 * characters. `onOutcome`: whether the first word of a suggestion was correct.
 */
export function simulateTimedTyping(
  recorded: RecordedText,
  user: SimulatedUser,
  random: RandomGenerator,
  gateFor: (before: string, at: number) => GateSettings,
  onOutcome: (firstWordCorrect: boolean, at: number) => void = () => undefined,
  fitAt?: FitAt,
): TimeTally {
  const { text } = recorded;
  const tally = { ...noTime };
  const secondsPerKey = 1 / user.charactersPerSecond;
  const suggestions = recordedSuggestions(recorded, gateFor, fitAt);
  let visible: Visible | undefined;
  for (let at = 0; at < text.length;) {
    const suggestion = isVisible(visible, text, at) ? undefined : suggestions.at(at)?.text;
    if (suggestion !== undefined) {
      tally.shown++;
      visible = { start: at, text: suggestion };
      const { firstWordCorrect, length, keys } = simulateAcceptance(suggestion, text, at);
      onOutcome(firstWordCorrect, at);
      const isLooking = uniformFloat64(random) < user.looks;
      if (isLooking) {
        tally.looked++;
        tally.secondsSaved -= secondsToRead(suggestion.length, user);
      }
      if (isLooking && length > keys) {
        const written = Array.from(text.slice(at, at + length)).length;
        tally.characters += written;
        tally.secondsSaved += (written - keys) * secondsPerKey;
        tally.accepted++;
        at += length;
        visible = { start: at, text: suggestion.slice(length) };
        continue;
      }
      if (isLooking && !firstWordCorrect && uniformFloat64(random) < wrongAcceptances) {
        tally.secondsSaved -= secondsToUndo(user);
      }
      if (!firstWordCorrect) suggestions.reject(at, suggestion, isLooking ? 1 : 0);
    }
    tally.characters++;
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return tally;
}

/** Whether the user has typed only characters of the visible suggestion, and some are left. */
function isVisible(visible: Visible | undefined, text: string, at: number): boolean {
  if (!visible) return false;
  const typed = text.slice(visible.start, at);
  return typed.length < visible.text.length && visible.text.startsWith(typed);
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
