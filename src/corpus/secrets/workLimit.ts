// Limits the work of the rules. They look around each of their words, so that a text with words more dense than in anything that
// people write would take long. Such a text is masked as a whole instead: the time is linear whatever the text.
import type { SecretSpan } from './secretSpan.ts';

/** UTF-16 units, as a power of two. */
const blockBits = 10;
/**
 * For each block, in units of about 0.1 µs: a rule that looks at a word and finds that it is none costs one. Code and documentation
 * about logins and tokens stay below half of it.
 */
const mostWork = 2400;
/** What a rule may see before and after a word, UTF-16 units. */
const reach = 300;

export interface WorkLimit {
  /** Counts work at a place. False: the text around it is masked anyway. */
  spend(at: number, units: number): boolean;
  /** Whole lines around all that took too much work. */
  crowded(): SecretSpan[];
}

/** Where a rule may look closely: it asks `spend` before. */
export interface Places extends Pick<WorkLimit, 'spend'> {
  /** Ascending, UTF-16 units. */
  readonly starts: readonly number[];
}

export function createWorkLimit(text: string): WorkLimit {
  const work = new Uint32Array((text.length >>> blockBits) + 1);
  return {
    spend: (at, units) => (work[at >>> blockBits]! += units) <= mostWork,
    crowded() {
      const found: SecretSpan[] = [];
      for (const [block, units] of work.entries()) {
        if (units <= mostWork) continue;
        const range = linesAround(text, (block << blockBits) - reach, ((block + 1) << blockBits) + reach);
        found.push({ ...range, rule: 'crowded-text' });
      }
      return found;
    },
  };
}

function linesAround(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  const start = from <= 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
  const end = to >= text.length ? -1 : text.indexOf('\n', to);
  return { start, end: end === -1 ? text.length : end };
}

/**
 * The exact places of a pattern, which must be sticky: no two matches overlap. `matchUnits`: work that a match causes.
 */
export function* matchesAt(
  text: string,
  pattern: RegExp,
  { starts, spend }: Places,
  matchUnits = 10,
): Generator<RegExpExecArray> {
  let end = 0;
  for (const start of starts) {
    if (start < end || !spend(start, 1)) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    end = pattern.lastIndex;
    spend(start, matchUnits);
    yield match;
  }
}
