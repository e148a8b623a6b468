// Follows from request to request what the user types in place of numbers, and proposes the next number there.
import type { CompletionRequest } from '../../protocol/predictor.ts';
import { createNumberSteps } from './nextNumber.ts';
import type { WordCandidate } from './firstWord.ts';

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
