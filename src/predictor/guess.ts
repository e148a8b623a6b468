// Greedy decoding through the gate: what a speaker would say next, as far as it is sure enough.
import { openGate, type Expectation, type GateSettings, type Passed } from '../completion/gate.ts';
import type { StopRule } from '../completion/stopping.ts';
import { atOnce } from '../util/atOnce.ts';
import type { Speaker } from './speaker.ts';

export interface Question {
  readonly gate: GateSettings;
  readonly stop: StopRule;
  /** How the guess must begin, instead of with the likeliest character. */
  readonly first?: Expectation;
}

/**
 * Yields between characters, so that whoever runs it may pause or drop it; the speaker is back where it was when it returns,
 * or when the generator is closed.
 */
export function* guess<Place>(
  speaker: Speaker<Place>,
  { gate: settings, stop, first }: Question,
): Generator<void, Passed | undefined> {
  const place = speaker.save();
  const gate = openGate(settings);
  let text = '';
  try {
    for (;;) {
      const expected = text === '' && first ? first : speaker.expect(1)[0];
      if (!expected || !gate.add(expected) || stop(text, expected.character)) return gate.passed();
      text += expected.character;
      speaker.follow(expected.character);
      yield;
    }
  } finally {
    speaker.restore(place);
  }
}

/** All of it at once, for who can wait. */
export function guessNow<Place>(speaker: Speaker<Place>, question: Question): Passed | undefined {
  return atOnce(guess(speaker, question));
}
