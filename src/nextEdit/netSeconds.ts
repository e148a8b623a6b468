// What an offer is worth to a user in seconds: the time to make the change by hand, less the time to read the offer, to go there with a
// key and to apply it. An offer that costs more than it saves is not made.
import { secondsToRead, secondsToUndo, wrongAcceptances } from '../completion/decide/worth.ts';
import { commonPrefixLength } from '../completion/fit/words.ts';
import type { UserParameters } from '../completion/request.ts';

export interface ShownOffer {
  /** UTF-16 units of old and new text. */
  readonly shown: number;
  /** To make the change by hand, when the cursor is at the place. */
  readonly keys: number;
}

/** After the key that goes there, until the user has found the cursor. */
export const secondsToJump = 1;
/**
 * To move the cursor there by hand: the hand to the mouse (0.4), point (1.1), press and release (0.2), and the hand back (0.4). Card,
 * Moran and Newell 1980, "The keystroke-level model for user performance time with interactive systems".
 */
export const secondsToPoint = 2.1;
/** Tab goes there, Tab applies. */
export const keysToAccept = 2;
/** Seconds: for a smaller gain, an offer is not worth the distraction. */
const leastGain = 0.1;

/** Seconds that a user saves who looks at the offer and accepts it because it is right. */
export function secondsIfRight({ shown, keys }: ShownOffer, user: UserParameters): number {
  const saved = secondsToPoint - secondsToJump + (keys - keysToAccept) / user.charactersPerSecond;
  return saved - secondsToRead(shown, user);
}

/** Seconds, negative: the user reads a wrong offer, and sometimes accepts it. */
export function secondsIfWrong({ shown }: ShownOffer, user: UserParameters): number {
  return -secondsToRead(shown, user) - wrongAcceptances * (secondsToJump + secondsToUndo(user));
}

/** Whether to make an offer to the user. An unknown user sees every offer. */
export function isWorthOffering(offer: ShownOffer, probability: number, user: UserParameters | undefined): boolean {
  if (!user) return true;
  return probability * secondsIfRight(offer, user) + (1 - probability) * secondsIfWrong(offer, user) >= leastGain;
}

/** Keys to make a change by hand at its place: its characters, and one key that deletes what is deleted. */
export function keysByHand(old: string, changed: string): number {
  const most = Math.min(old.length, changed.length);
  const start = commonPrefixLength(old, changed);
  let end = 0;
  while (end < most - start && old.at(-1 - end) === changed.at(-1 - end)) end++;
  const equal = start + end;
  return Array.from(changed).length - equal + Number(old.length > equal);
}
