// What becomes of suggestions, and what that teaches: how sure is sure enough in this workspace, what somebody saw and did not take, and
// whether they look at all.
import { LRUCache } from 'lru-cache';
import { createAttention } from '../completion/attention.ts';
import { calibrating } from '../completion/calibration.ts';
import type { Caret } from '../completion/caret.ts';
import { createDeclined, type Declined, type Doubts } from '../completion/declined.ts';
import { defaultThresholds, knowingThresholds, type Eagerness, type Thresholds } from '../completion/eagerness.ts';
import { outcomeOf, typedSince } from '../completion/outcome.ts';
import { stillToType, type Shown } from '../completion/reuse.ts';
import { createSteering } from '../completion/steering.ts';
import type { Reader, RecordedText } from '../completion/typing.ts';
import { firstWordOf } from '../completion/words.ts';
import type { CompletionRequest } from '../protocol/predictor.ts';

export interface Experience {
  readonly thresholds: Thresholds;
  /** Whether what is shown stays while it is typed: nobody is known to look. */
  readonly stays: boolean;
  /** What speaks against words at a caret. */
  doubts(document: string, caret: Caret): Doubts;
  /** What would have been suggested in texts of the workspace; the same texts again change nothing. Yields often. */
  measured(texts: readonly RecordedText[]): Generator<void, void>;
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
/** UTF-16 units that appear at once are taken; one is typed; of two nobody knows. */
const fewestTaken = 3;

/** `now`: milliseconds, from anywhere. */
export function createExperience(now: () => number): Experience {
  const attention = createAttention();
  const declined = new LRUCache<string, Declined<Caret>>({ max: documentsRemembered });
  /** By whether it is known that somebody looks. */
  let steering = { known: createSteering(knowingThresholds), unknown: createSteering(defaultThresholds) };
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

  const reader = (): Reader => (attention.looks ? 'known' : 'unknown');

  /** What is still to be learnt from a suggestion. */
  function heard(suggestion: Open, caret: Caret): Open | undefined {
    const { document, eagerness, shown } = suggestion;
    const outcome = outcomeOf(shown, caret);
    if (outcome === 'lost') return undefined;
    const typed = typedSince(shown.caret, caret)!.length;
    const grown = typed - suggestion.typed;
    if (outcome === 'open' && grown === 0) return suggestion;
    const stood = suggestion === visible && grown > 0 ? now() - since : undefined;
    const glances = stood === undefined ? suggestion.glances : [...suggestion.glances, stood];
    if (outcome !== 'right') {
      const heed = stood === undefined ? 0 : attention.heed(stood);
      declinedIn(document).add(shown.caret, shown.text, heed, outcome === 'wrong');
    }
    if (outcome === 'open') return { ...suggestion, typed, glances };
    steering[reader()].judged(eagerness, outcome === 'right');
    if (outcome === 'right' && tells(firstWordOf(shown.text))) judgeAttention(suggestion.glances, stood, grown);
    return undefined;
  }

  /** Of a suggestion that was right: whether its last UTF-16 units, so many, were taken, which stood there for so long before. */
  function judgeAttention(glances: readonly number[], stood: number | undefined, units: number): void {
    for (const glance of glances) attention.judged(glance, false);
    if (stood !== undefined && units !== fewestTaken - 1) attention.judged(stood, units >= fewestTaken);
  }

  return {
    get thresholds() {
      return steering[reader()].thresholds;
    },
    get stays() {
      return !attention.looks;
    },
    doubts: (document, caret) => declinedIn(document).doubtsAt(caret),
    *measured(texts) {
      if (texts === known) return;
      known = texts;
      const found = { known: yield* calibrating(texts, 'known'), unknown: yield* calibrating(texts, 'unknown') };
      steering = { known: createSteering(found.known), unknown: createSteering(found.unknown) };
    },
    hear: ({ document, before, after, given }) => {
      const neverGiven = given !== undefined && visible?.document === document && !given.endsWith(visible.shown.text);
      if (neverGiven) {
        open = open.filter((suggestion) => suggestion !== visible);
        visible = undefined;
      }
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
      const caret = { before, after };
      if (text !== undefined && visible?.document === document && stillToType(visible.shown, caret) === text) return;
      since = now();
      visible = undefined;
      // What was asked for by hand, and the network alone, are shown however unsure; what is selected is the editor's guess.
      if (text === undefined || voice !== 'mixture' || alternatives || selected) return;
      visible = { document, eagerness, shown: { caret, text }, typed: 0, glances: [] };
      open = [...open.slice(1 - mostOpen), visible];
    },
  };
}

/** What the editor inserts by itself, line beginnings and marks, tells nothing about who sits there. */
function tells(word: string): boolean {
  return /\p{L}/u.test(word) && !word.includes('\n');
}
