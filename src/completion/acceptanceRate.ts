// How often the user accepts a correct suggestion instead of typing it. A user who rarely does is probably not looking at ghost
// text, so typing on says nothing about a suggestion, and the suggestion should not move while they type.

export interface AcceptanceRate {
  /**
   * How strongly it counts against a suggestion that it was visible for this time and not accepted: 1 if the user accepts every
   * correct suggestion, 0 if they accept at most half.
   */
  rejectionWeight(visibleMs: number): number;
  /** Records a correct suggestion that was visible for this time, and whether the user accepted or typed it. */
  record(visibleMs: number, accepted: boolean): void;
}

interface Observations {
  readonly accepted: number;
  readonly typed: number;
}

/** The time that a user needs to read a word and react. */
const readingMs = 500;
/** Assumed of an unknown user, as counts of observations. */
const prior = { glimpsed: { accepted: 1, typed: 4 }, read: { accepted: 2, typed: 4 } };
/** Older observations lose weight beyond this many. */
const maxObservations = 50;

export function createAcceptanceRate(): AcceptanceRate {
  let observed = prior;
  const kindOf = (visibleMs: number) => (visibleMs < readingMs ? 'glimpsed' : 'read');
  return {
    rejectionWeight: (visibleMs) => weightOf(observed[kindOf(visibleMs)]),
    record: (visibleMs, isAccepted) => {
      const kind = kindOf(visibleMs);
      const { accepted, typed } = observed[kind];
      const decay = Math.min(1, maxObservations / (accepted + typed));
      const updated = { accepted: decay * accepted + Number(isAccepted), typed: decay * typed + Number(!isAccepted) };
      observed = { ...observed, [kind]: updated };
    },
  };
}

/** From 0 at an acceptance rate of one half to 1 at a rate of one. */
function weightOf({ accepted, typed }: Observations): number {
  return Math.max(0, (2 * accepted) / (accepted + typed) - 1);
}
