// Whether somebody reads what is suggested: how often they take what they are going to write, instead of typing it. Who does not look
// says nothing by typing on, and would not like ghost text to move away under what they type.

export interface AcceptanceRate {
  /** Whether anything that is not taken is known to be seen. */
  readonly usuallyAccepts: boolean;
  /**
   * How far it speaks against a suggestion that it stood there for so long and was not taken: 1 if whatever is right would have been,
   * 0 if that is not even likely.
   */
  rejectionWeight(milliseconds: number): number;
  /** One that was right stood there for so long when it was taken, or typed at. */
  record(milliseconds: number, taken: boolean): void;
}

/** About as long as it takes to read a word and to answer it. */
const readingMs = 500;
/** What is believed of somebody unknown, as if it had been seen so often. */
const believed = { glimpsed: { taken: 1, typed: 4 }, read: { taken: 2, typed: 4 } };
/** What was seen longer ago than so many counts for less and less. */
const remembered = 50;

export function createAcceptanceRate(): AcceptanceRate {
  let seen = believed;
  const kindOf = (milliseconds: number) => (milliseconds < readingMs ? 'glimpsed' : 'read');
  const heedOf = ({ taken, typed }: { taken: number; typed: number }) => Math.max(0, (2 * taken) / (taken + typed) - 1);
  return {
    get usuallyAccepts() {
      return heedOf(seen.glimpsed) > 0 || heedOf(seen.read) > 0;
    },
    rejectionWeight: (milliseconds) => heedOf(seen[kindOf(milliseconds)]),
    record: (milliseconds, wasTaken) => {
      const kind = kindOf(milliseconds);
      const { taken, typed } = seen[kind];
      const fading = Math.min(1, remembered / (taken + typed));
      seen = {
        ...seen,
        [kind]: { taken: fading * taken + Number(wasTaken), typed: fading * typed + Number(!wasTaken) },
      };
    },
  };
}
