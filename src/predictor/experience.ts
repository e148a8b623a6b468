// What becomes of suggestions, and what that teaches: how sure is sure enough in this workspace, what somebody saw and did not take, and
// whether they look at all.
import { LRUCache } from 'lru-cache';
import { createAttention } from '../completion/attention.ts';
import { calibrated } from '../completion/calibration.ts';
import type { Caret } from '../completion/caret.ts';
import { createDeclined, type Declined, type Doubts } from '../completion/declined.ts';
import { defaultThresholds, type Eagerness, type Thresholds } from '../completion/eagerness.ts';
import { outcomeOf, typedSince } from '../completion/outcome.ts';
import { stillToType, type Shown } from '../completion/reuse.ts';
import { createSteering } from '../completion/steering.ts';
import type { RecordedText } from '../completion/typing.ts';
import { firstWordOf } from '../completion/words.ts';
import type { CompletionRequest } from '../protocol/predictor.ts';

export interface Experience {
  readonly thresholds: Thresholds;
  /** Whether what is shown stays while it is typed: nobody is known to look. */
  readonly stays: boolean;
  /** What speaks against words at the caret. */
  doubts(request: CompletionRequest): Doubts;
  /** What would have been suggested in texts of the workspace; the same texts again change nothing. */
  measured(texts: readonly RecordedText[]): void;
  /** A request tells what became of the suggestions before it. */
  hear(request: CompletionRequest): void;
  /** What the request is answered with. */
  answered(request: CompletionRequest, text: string | undefined): void;
}

/** A suggestion of which it cannot be told yet whether it was right. */
interface Open {
  readonly document: string;
  readonly eagerness: Eagerness;
  readonly shown: Shown;
  /** UTF-16 units of it that were typed, so far. */
  readonly typed: number;
  /** Milliseconds that it stood there before each key that was typed at it. */
  readonly glances: readonly number[];
}

const mostOpen = 8;
const documentsRemembered = 32;
/** UTF-16 units that appear at once are taken, not typed. */
const fewestTaken = 3;

/** `now`: milliseconds, from anywhere. */
export function createExperience(now: () => number): Experience {
  const attention = createAttention();
  const declined = new LRUCache<string, Declined<Caret>>({ max: documentsRemembered });
  let steering = createSteering(defaultThresholds);
  let known: readonly RecordedText[] | undefined;
  let open: readonly Open[] = [];
  /** The one that stands there now, and since when. */
  let visible: Open | undefined;
  let since = 0;

  function declinedIn(document: string): Declined<Caret> {
    const found = declined.get(document) ?? createDeclined(typedSince);
    declined.set(document, found);
    return found;
  }

  /** What is still to be learnt from a suggestion. */
  function heard(suggestion: Open, caret: Caret): Open | undefined {
    const { document, eagerness, shown } = suggestion;
    const outcome = outcomeOf(shown, caret);
    if (outcome === 'lost') return undefined;
    const typed = typedSince(shown.caret, caret)!.length;
    const grown = typed - suggestion.typed;
    const stood = suggestion === visible && grown > 0 ? [now() - since] : [];
    if (outcome !== 'right') {
      const heed = outcome === 'wrong' ? 1 : Math.max(0, ...stood.map(attention.heed));
      if (heed > 0) declinedIn(document).add(shown.caret, shown.text, heed);
    }
    const glances = [...suggestion.glances, ...stood];
    if (outcome === 'open') return { ...suggestion, typed, glances };
    steering.judged(eagerness, outcome === 'right');
    if (outcome === 'right')
      judgeAttention(glances, firstWordOf(shown.text).length - suggestion.typed >= fewestTaken && grown > 0);
    return undefined;
  }

  /** Of a suggestion that was right; its last key may have taken it. */
  function judgeAttention(glances: readonly number[], taken: boolean): void {
    glances.forEach((glance, index) => attention.judged(glance, taken && index === glances.length - 1));
  }

  return {
    get thresholds() {
      return steering.thresholds;
    },
    get stays() {
      return !attention.looks;
    },
    doubts: ({ document, before, after }) => declinedIn(document).doubtsAt({ before, after }),
    measured: (texts) => {
      if (texts === known) return;
      known = texts;
      steering = createSteering(calibrated(texts, defaultThresholds));
    },
    hear: ({ document, before, after }) => {
      open = open.flatMap((suggestion) => {
        if (suggestion.document !== document) return [suggestion];
        const next = heard(suggestion, { before, after });
        if (suggestion === visible) {
          if (next !== visible) since = now();
          visible = next;
        }
        return next ? [next] : [];
      });
    },
    answered: ({ document, before, after, voice, eagerness = 'balanced', alternatives, selected }, text) => {
      since = now();
      const caret = { before, after };
      if (text !== undefined && visible?.document === document && stillToType(visible.shown, caret) === text) return;
      visible = undefined;
      // What was asked for by hand, and the network alone, are shown however unsure; what is selected is the editor's guess.
      if (text === undefined || voice !== 'mixture' || alternatives || selected) return;
      visible = { document, eagerness, shown: { caret, text }, typed: 0, glances: [] };
      open = [...open.slice(1 - mostOpen), visible];
    },
  };
}
