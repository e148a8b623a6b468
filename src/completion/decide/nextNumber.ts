// Proposes the next number where the user replaces a number: counters and versions are raised by one. Learns from request to request
// how often this user does that.
import { firstWordOf, isWordAt } from '../fit/words.ts';
import type { CompletionRequest } from '../request.ts';
import type { WordCandidate } from './candidate.ts';

export interface NumberSteps {
  /** The rest of the next number in place of `replaced`, after `typed`; undefined if `replaced` is no number or `typed` differs. */
  next(replaced: string, typed: string): WordCandidate | undefined;
  /** The user typed `typed` in place of `replaced`. */
  observe(replaced: string, typed: string): void;
}

type Kind = 'short' | 'long' | 'afterLetter' | 'afterSign';

/** Share of such numbers that are raised by one, in 300 commits of each of seven repositories (docs/decisions/mid-line.md). */
const priorShare: Readonly<Record<Kind, number>> = { short: 0.6, long: 0.1, afterLetter: 0.2, afterSign: 0.5 };
/** Observed numbers that the prior counts for. */
const priorWeight = 2;
/** UTF-16 units. A longer word is a hash. */
const longestWord = 24;
const endsInNumber = /^((?:[\p{L}\p{M}\p{N}_$]*[\p{L}\p{M}_$])?)(\d{1,9})$/u;

export function createNumberSteps(): NumberSteps {
  const counts: Record<Kind, { raised: number; all: number }> = {
    short: { raised: 0, all: 0 },
    long: { raised: 0, all: 0 },
    afterLetter: { raised: 0, all: 0 },
    afterSign: { raised: 0, all: 0 },
  };
  return {
    next: (replaced, typed) => {
      const found = raisedByOne(replaced);
      if (!found || !found.text.startsWith(typed) || found.text === typed) return undefined;
      const { raised, all } = counts[found.kind];
      const probability = (raised + priorWeight * priorShare[found.kind]) / (all + priorWeight);
      return { text: found.text.slice(typed.length), probability, isGivenRejected: true };
    },
    observe: (replaced, typed) => {
      const found = raisedByOne(replaced);
      if (!found || typed === '') return;
      const count = counts[found.kind];
      count.all++;
      if (isWordAt(firstWordOf(found.text), typed, 0)) count.raised++;
    },
  };
}

/** A number keeps its leading zeros. */
function raisedByOne(replaced: string): { readonly text: string; readonly kind: Kind } | undefined {
  const [, prefix, digits] = (replaced.length <= longestWord && endsInNumber.exec(replaced)) || [];
  if (prefix === undefined || digits === undefined) return undefined;
  return { text: prefix + String(Number(digits) + 1).padStart(digits.length, '0'), kind: kindOf(prefix, digits) };
}

function kindOf(prefix: string, digits: string): Kind {
  if (prefix === '') return digits.length <= 2 ? 'short' : 'long';
  return /\p{L}$/u.test(prefix) ? 'afterLetter' : 'afterSign';
}

type Typing = Pick<CompletionRequest, 'document' | 'replaced' | 'before' | 'typedLength' | 'selected'>;

export interface ReplacedNumbers {
  observeRequest(request: Typing): void;
  proposedAt(request: Typing): WordCandidate | undefined;
}

interface Replacement {
  readonly document: string;
  readonly replaced: string;
  readonly typed: string;
}

export function createReplacedNumbers(): ReplacedNumbers {
  const steps = createNumberSteps();
  /** Until the user goes on elsewhere. */
  let current: Replacement | undefined;
  return {
    observeRequest: (request) => {
      const next = { document: request.document, replaced: request.replaced ?? '', typed: typedRun(request) };
      if (current && !isContinued(current, next)) steps.observe(current.replaced, current.typed);
      current = next;
    },
    proposedAt: (request) => steps.next(request.replaced ?? '', typedRun(request)),
  };
}

function isContinued(earlier: Replacement, later: Replacement): boolean {
  return (
    earlier.document === later.document && earlier.replaced === later.replaced && later.typed.startsWith(earlier.typed)
  );
}

/** What the user typed in one run up to the caret, with the selected item of the editor's list. */
function typedRun({ before, typedLength = 0, selected = '' }: Typing): string {
  return before.slice(Math.max(0, before.length - typedLength)) + selected;
}
