// Next edits: learns rules from the edits of the user and finds the places where a rule most likely applies next. The editor and the
// replay of histories use it.
import type { Work } from '../model/work.ts';
import { nothingLearned, withEdit, withoutDocument, withoutEdit, withoutOffers, type Learned } from './learnedEdits.ts';
import type { Place } from './places.ts';
import { declarationsIn } from './localNames.ts';
import { logitOf } from './probability.ts';
import { isNameChange } from './properNames.ts';
import { isSpellingChange } from './spelling.ts';
import { endOf, isMuted, withoutOld, type Rule, type Rules } from './rules.ts';
import { textAround } from './textAround.ts';
import { kindOf } from './threshold.ts';
import { lineContent, type Edit, type LaterEdit } from './tokenChanges.ts';
import { isName, tokensOf } from './tokens.ts';
import { findWhole } from './wholePlaces.ts';

export interface DocumentText {
  readonly name: string;
  readonly text: string;
  readonly isOpen: boolean;
}

export interface Caret {
  readonly document: string;
  /** UTF-16 units. */
  readonly at: number;
}

/** A change of a document that the user may want. */
export interface Offer extends Place {
  readonly document: string;
  readonly rule: Rule;
  /** The probability that the user wants it, as a logit. */
  readonly logit: number;
}

/** A text that is left, and how often the user has to change it until it is offered. It is not, after `endMs` in the time of the rules. */
export type AwaitedChange = { readonly old: string; readonly endMs: number } & (
  | {
      /** How often the user makes the change before it is offered. 0: it is left elsewhere, but so rarely that it is not offered. */
      readonly times: 0 | 1 | 2;
      /** The last offer of it was not accepted. Without that, it may take fewer changes. */
      readonly isRefused: boolean;
    }
  | {
      /** No place is likely enough for an offer then, either. */
      readonly times: undefined;
      /** Of the most likely place now. */
      readonly logit: number;
    }
);

export interface NextEdits {
  readonly rules: Rules;
  /**
   * The user has made an edit, by hand or by accepting an offer. `continued`: it takes the place of the edit before it. Where it changes the
   * new text of an older edit, the change from the text before that one to the text now counts instead of it.
   */
  learn(document: string, edit: LaterEdit, how: 'typed' | 'continued' | 'accepted', nowMs: number): void;
  /** Words that a document contains where a rule may apply, if the rule has words: to find documents that are not open. */
  soughtWords(nowMs: number): readonly string[];
  /**
   * All places of the rules with the most likely ones, the best first. `madeMs`: when the user made the last edit: in other documents, only
   * its rules count, because who goes on with something else stays in this one. Yields after each rule in a document, because a document
   * may be large.
   */
  find(documents: readonly DocumentText[], caret: Caret, nowMs: number, madeMs?: number): Work<readonly Offer[]>;
  /** All places of the rule in a document. */
  placesOf(rule: Rule, document: DocumentText, caret: Caret): readonly Offer[];
  /**
   * What the last change has changed, if it contains a word that is left in the document, and after how many more changes of it another place
   * is likely enough, wherever the user makes them. Of what was inserted in code, or is no name: the text around it, if it has two words, or
   * one. Undefined: none is left.
   */
  awaited(document: DocumentText, caret: Caret, isLikely: (offer: Offer) => boolean): AwaitedChange | undefined;
  /** The user refused an offer of the rule, which is muted until they make the change by hand a second time after that. */
  refuse(key: string): void;
  /** The user goes on with something else: the rule is muted until they make the change by hand again. */
  passOver(key: string): void;
  /**
   * The user undid an edit, or a part of it: `edit` takes all of it back, and `text` is that of the document now. The rule of an accepted one
   * is muted until the change is made by hand again. Returns whether it is.
   */
  undo(document: string, edit: Edit, text: string): boolean;
  /** Another program has given the document another text, as when a file is reverted. */
  forget(document: string): void;
}

interface LearnedState {
  readonly document: string;
  readonly text: string;
  readonly learned: Learned;
}

const mostPlaces = 200;
/** Lines after the caret, and UTF-16 units. */
const nearLines = 3;
const nearUnits = 1000;
/** Offers whose rules have all their places among the results. */
const mostCompared = 8;

export function createNextEdits(): NextEdits {
  let learned = nothingLearned;
  /**
   * Before the edit that was learned last, and after each state in which it was learned: an undo may take back only what the user has added
   * to it.
   */
  let states: readonly LearnedState[] = [];
  /** The edit that was accepted last, and its rule. */
  let accepted: { readonly document: string; readonly after: string; readonly key: string } | undefined;

  function offersIn({ name, text, isOpen }: DocumentText, rule: Rule, caret: Caret): Offer[] {
    const isSame = name === caret.document;
    const document = isSame ? 'same' : isOpen ? 'open' : 'closed';
    const [first, ...others] = rule.pieces;
    const from = isSame ? caret.at : 0;
    const places = rule.variants.flatMap((pair) => findWhole(text, [{ ...first!, pair }, ...others], mostPlaces, from));
    const isElsewhere = rule.examples.every((example) => example.document !== name);
    const pair = rule.variants[0]!;
    const isEverywhere = kindOf(name) === 'prose' && (isNameChange(pair, text) || isSpellingChange(pair));
    const declarationOf = declarationsIn({ name, text }, rule);
    return places.map((place) => {
      const isAfterCaret = place.start >= caret.at;
      const isNear = isSame && isAfterCaret && areNear(text, caret.at, place.start);
      const candidate = {
        rule,
        place,
        document,
        isAfterCaret,
        isNear,
        isEverywhere,
        declaration: declarationOf(place),
        isElsewhere,
        places: places.length,
      } as const;
      return { ...place, document: name, rule, logit: logitOf(candidate) };
    });
  }

  function mute(key: string, further: number): void {
    changeAll((all) => withoutOffers(all, key, further));
  }

  function changeAll(change: (all: Learned) => Learned): void {
    learned = change(learned);
    states = states.map((state) => ({ ...state, learned: change(state.learned) }));
  }

  return {
    get rules() {
      return learned.rules;
    },
    learn: (document, edit, how, nowMs) => {
      const before = how === 'continued' ? states : [{ document, text: edit.before, learned }];
      learned = withEdit(before[0]?.learned ?? learned, { document, edit, isAccepted: how === 'accepted' }, nowMs);
      states = [...before, { document, text: edit.after, learned }];
      const [rule] = learned.rules;
      if (how === 'accepted' && rule) accepted = { document, after: edit.after, key: rule.key };
    },
    soughtWords: (nowMs) => [
      ...new Set(
        activeRules(learned.rules, nowMs)
          .flatMap(({ variants }) => variants)
          .flatMap(({ old }) => longestWord(old) ?? []),
      ),
    ],
    *find(documents, caret, nowMs, madeMs) {
      let offers: Offer[] = [];
      for (const document of documents) {
        for (const rule of activeRules(learned.rules, nowMs)) {
          if (!document.isOpen && !rule.variants.some(({ old }) => longestWord(old))) continue;
          if (document.name !== caret.document && madeMs !== undefined && rule.usedMs !== madeMs) continue;
          offers.push(...offersIn(document, rule, caret));
          yield;
        }
        offers = ofBestRules(offers);
      }
      return offers;
    },
    placesOf: (rule, document, caret) => offersIn(document, rule, caret),
    awaited: (document, caret, isLikely) => {
      const [rule] = learned.rules;
      const [example] = rule?.examples ?? [];
      if (!rule || !example) return undefined;
      const isNamed = longestWord(example.old) !== undefined;
      if (!isNamed && kindOf(document.name) === 'prose') return undefined;
      const leastWords = example.old === '' ? 2 : 1;
      // The user may change the most likely ones by hand.
      const placesAfter = (times: number): readonly Offer[] => {
        const examples = [...rule.examples, ...Array.from({ length: times }, () => example)];
        return offersIn(document, { ...rule, examples }, caret)
          .filter(
            ({ old, equalWords, isOtherArgument }) =>
              lineContent(old) === lineContent(example.old) &&
              (isNamed || (equalWords >= leastWords && !isOtherArgument)),
          )
          .sort((one, other) => other.logit - one.logit);
      };
      const endMs = endOf(rule);
      const textOf = (place: Place) => (isNamed ? lineContent(place.old) : textAround(document.text, place));
      for (const times of [1, 2] as const) {
        // Who has refused it makes the change more often before it is offered again.
        if (rule.examples.length + times < rule.mutedBelow) continue;
        const places = placesAfter(times);
        const place = places[times] ?? places[times - 1];
        if (place && isLikely(place)) {
          const isLeft = places.length > times;
          return { old: textOf(place), times: isLeft ? times : 0, isRefused: isMuted(rule), endMs };
        }
      }
      const [likeliest] = placesAfter(0);
      if (!likeliest || isMuted(rule)) return undefined;
      return { old: textOf(likeliest), times: undefined, logit: likeliest.logit, endMs };
    },
    refuse: (key) => mute(key, 2),
    passOver: (key) => mute(key, 1),
    undo: (document, edit, text) => {
      const earlier = states.findLast((state) => state.document === document && state.text === text);
      learned = earlier ? earlier.learned : withoutEdit(learned, document, edit);
      // An offer that the user takes back was wrong, and the next ones may be, too.
      const isRefused = accepted?.document === document && accepted.after === edit.before;
      if (isRefused) mute(accepted!.key, 1);
      return isRefused;
    },
    forget: (document) => {
      changeAll((all) => withoutDocument(all, document));
    },
  };
}

function areNear(text: string, from: number, to: number): boolean {
  return to - from <= nearUnits && text.slice(from, to).split('\n').length - 1 <= nearLines;
}

/** The most likely first. All places of a rule, because they are offered in the order of the text. */
function ofBestRules(offers: Offer[]): Offer[] {
  offers.sort((a, b) => b.logit - a.logit);
  const rules = new Set(offers.slice(0, mostCompared).map(({ rule }) => rule));
  return offers.filter(({ rule }) => rules.has(rule));
}

function activeRules(rules: Rules, nowMs: number): Rules {
  return withoutOld(rules, nowMs).filter((rule) => !isMuted(rule));
}

function longestWord(text: string): string | undefined {
  return tokensOf(text)
    .filter(isName)
    .sort((a, b) => b.length - a.length)[0];
}
