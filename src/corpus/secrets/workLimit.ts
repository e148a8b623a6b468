// Limits the work of the rules. They look around each of their words, so that a text with words more dense than in anything that
// people write would take long. Such a text is masked as a whole instead: the time is linear whatever the text.
import type { SecretSpan } from './secretSpan.ts';

/**
 * Work is counted for blocks of text (UTF-16 units, as a power of two), in units of about 0.1 µs: a rule that looks at a word and
 * finds that it is none costs one or more. Code and documentation about logins and tokens stay below both limits.
 */
const narrow = { bits: 10, mostWork: 2000 };
const wide = { bits: 14, mostWork: 14_000 };
/** What a rule may see before and after a word, UTF-16 units. */
const reach = 300;

export interface WorkLimit {
  /** Counts work at a place. False: the text around it is masked anyway. */
  spend(at: number, units: number): boolean;
  /** Of places, those around which more work may be done. */
  open(starts: readonly number[]): readonly number[];
  /** Whole lines around all that took too much work. */
  crowded(): SecretSpan[];
}

/** Where a rule may look closely: it asks `spend` before. */
export interface Places extends Pick<WorkLimit, 'spend'> {
  /** Ascending, UTF-16 units. */
  readonly starts: readonly number[];
}

export function createWorkLimit(text: string): WorkLimit {
  const count = ({ bits }: typeof narrow): Uint32Array => new Uint32Array((text.length >>> bits) + 1);
  const [narrowWork, wideWork] = [count(narrow), count(wide)];
  /** Narrow blocks with a place that no rule may look at. */
  const refused = new Set<number>();
  const spend = (at: number, units: number): boolean => {
    const inNarrow = (narrowWork[at >>> narrow.bits]! += units);
    const inWide = (wideWork[at >>> wide.bits]! += units);
    if (inNarrow <= narrow.mostWork && inWide <= wide.mostWork) return true;
    refused.add(at >>> narrow.bits);
    return false;
  };
  const opened = new Map<readonly number[], readonly number[]>();
  return {
    spend,
    open(starts) {
      if (refused.size === 0) return starts;
      const open = (opened.get(starts) ?? starts).filter((start) => spend(start, 0));
      opened.set(starts, open);
      return open;
    },
    crowded: () =>
      [...refused].map((block) => {
        const from = block << narrow.bits;
        return { ...linesAround(text, from - reach, from + (1 << narrow.bits) + reach), rule: 'crowded-text' };
      }),
  };
}

function linesAround(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  const start = from <= 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
  const end = to >= text.length ? -1 : text.indexOf('\n', to);
  return { start, end: end === -1 ? text.length : end };
}

/** Work, in the units of the limit. */
export interface LookCosts {
  /** Of a look at a place that does not match, for the texts that make it longest. */
  readonly look: number;
  /** That a match causes. */
  readonly match: number;
}

/** The exact places of a pattern, which must be sticky: no two matches overlap. */
export function* matchesAt(
  text: string,
  pattern: RegExp,
  { starts, spend }: Places,
  { look = 1, match: matchUnits = 10 }: Partial<LookCosts> = {},
): Generator<RegExpExecArray> {
  let end = 0;
  for (const start of starts) {
    if (start < end || !spend(start, look)) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    end = pattern.lastIndex;
    spend(start, matchUnits);
    yield match;
  }
}
