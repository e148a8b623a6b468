// The suggestion that follows when the user accepts the visible one, or types it to its end. It is computed in idle time, so that it
// appears at once. A keystroke stops the computation.
import { noPenalties } from '../completion/decide/rejectedWords.ts';
import { coveredLength } from '../completion/fit/suffixOverlap.ts';
import { isCompletelyTyped, type ShownSuggestion } from '../completion/fit/typeThrough.ts';
import { firstWordOf } from '../completion/fit/words.ts';
import { caretOf } from '../completion/request.ts';
import { suggest, type Answer, type SuggestionPolicy } from '../completion/suggest.ts';
import type { LoadedModels } from '../model/createModels.ts';
import type { CompletionRequest } from '../protocol/predictor.ts';
import type { Work } from '../model/work.ts';

/** Work for one suggestion, milliseconds. */
const budgetMs = 40;
/** UTF-16 units after the caret that identify it. */
const sameAfter = 500;

export interface NextSuggestion {
  /** Computes what follows `shown`, the suggestion that is visible at the caret of the request, unless it is known. */
  prepare(models: LoadedModels, request: CompletionRequest, shown: string): Work<void>;
  /** What was computed for the caret of this request; `undefined` if nothing was, or it does not hold any more. */
  take(models: LoadedModels | undefined, request: CompletionRequest): Answer | undefined;
}

interface Prepared {
  readonly answer: Answer;
  readonly models: LoadedModels;
  readonly request: CompletionRequest;
  readonly shown: ShownSuggestion;
}

/** `now`: milliseconds from any origin. */
export function createNextSuggestion(policy: SuggestionPolicy, now: () => number): NextSuggestion {
  let prepared: Prepared | undefined;

  return {
    *prepare(models, request, shown) {
      if (request.model !== 'mixture' || request.selected) return;
      const accepted = { ...request, before: request.before + shown };
      if (prepared && isFor(prepared, models, { ...accepted, after: afterOf(request, shown) })) return;
      prepared = undefined;
      // Nothing is learned from text that is not accepted yet, and no rejection is forgotten.
      const ahead = { ...automatic(request), after: afterOf(request, shown), selected: shown };
      const result = yield* withinBudget(suggest(models, ahead, withoutPenalties(policy)), budgetMs, now);
      if (!result) return;
      const { completion } = result;
      prepared = {
        models,
        request,
        shown: { caret: { before: request.before, after: request.after }, text: shown },
        answer: completion ? { completion: { ...completion, text: completion.text.slice(shown.length) } } : result,
      };
    },
    take: (models, request) => {
      if (!prepared || request.selected || request.alternatives || !isFor(prepared, models, request)) return undefined;
      const { answer } = prepared;
      const { completion } = answer;
      // A user who waits has time for what they would type past.
      if (!completion) return answer.refusal?.gate === 'worth' && !request.user ? undefined : answer;
      const penalties = policy.penaltiesAt(request.document, caretOf(request));
      const isRejected =
        penalties.any || penalties.leastProbability(firstWordOf(completion.text)) > completion.probability;
      return isRejected ? undefined : answer;
    },
  };
}

/** Whether the request is at the caret after the suggestion, with the same models and options. */
function isFor(
  { models: used, request: then, shown }: Prepared,
  models: LoadedModels | undefined,
  request: CompletionRequest,
) {
  const { caret, text } = shown;
  const after = caret.after.slice(coveredLength(text, caret));
  return (
    used === models &&
    hasSameOptions(then, request) &&
    (request.after === after || (after.length >= sameAfter && request.after.startsWith(after))) &&
    isCompletelyTyped(shown, request)
  );
}

function withoutPenalties(policy: SuggestionPolicy): SuggestionPolicy {
  return { ...policy, penaltiesAt: () => noPenalties, proposedAt: () => undefined };
}

/** The request as the editor sends it while the user types. */
function automatic(request: CompletionRequest): CompletionRequest {
  const copy: { -readonly [Key in keyof CompletionRequest]: CompletionRequest[Key] } = { ...request };
  delete copy.alternatives;
  delete copy.remaining;
  return copy;
}

function afterOf({ before, after }: CompletionRequest, shown: string): string {
  return after.slice(coveredLength(shown, { before, after }));
}

function hasSameOptions(one: CompletionRequest, other: CompletionRequest): boolean {
  return (
    one.document === other.document &&
    one.model === other.model &&
    one.confidence === other.confidence &&
    one.multiline === other.multiline &&
    one.maxCharacters === other.maxCharacters
  );
}

/** Stops the work when its own steps have taken so many milliseconds; then the result is undefined. */
export function* withinBudget<Result>(work: Work<Result>, ms: number, now: () => number): Work<Result | undefined> {
  let spent = 0;
  try {
    for (;;) {
      const began = now();
      const step = work.next();
      if (step.done) return step.value;
      spent += now() - began;
      if (spent > ms) return undefined;
      yield;
    }
  } finally {
    work.return(undefined as never);
  }
}
