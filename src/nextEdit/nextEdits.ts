// Next edits: learns rules from the edits of the user and finds the places where a rule most likely applies next. The editor and the
// replay of histories use it.
import type { Work } from '../model/work.ts';
import { keepsBrackets } from './brackets.ts';
import { joinedEdit } from './joinedEdit.ts';
import type { Place } from './places.ts';
import { logitOf } from './probability.ts';
import { muted, withChange, withoutExample, withoutOld, type Rule, type Rules } from './rules.ts';
import { tokenChanges, type Edit } from './tokenChanges.ts';
import { thresholdOf, type Thresholds } from './threshold.ts';
import { isWord, tokensOf } from './tokens.ts';
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

export interface NextEdits {
  readonly rules: Rules;
  /** The user has made an edit, by hand or by accepting an offer. `continued`: it takes the place of the edit before it. */
  learn(document: string, edit: Edit, how: 'typed' | 'continued' | 'accepted', nowMs: number): void;
  /** Words that a document contains where a rule may apply, if the rule has words: to find documents that are not open. */
  soughtWords(nowMs: number): readonly string[];
  /** The most likely places, the best first. Yields after each rule in a document, because a document may be large. */
  find(documents: readonly DocumentText[], caret: Caret, nowMs: number): Work<readonly Offer[]>;
  /** All places of the rule in a document. */
  placesOf(rule: Rule, document: DocumentText, caret: Caret): readonly Offer[];
  /** The user refused an offer of the rule. */
  refuse(key: string): void;
  /** The user undid an edit: `edit` is what the undo changed. */
  undo(document: string, edit: Edit): void;
}

interface Learned {
  readonly rules: Rules;
  /** The last edit: the next one may be its other part. */
  readonly last: { readonly document: string; readonly edit: Edit } | undefined;
}

const mostPlaces = 200;
/** Offers among which to choose. */
const mostOffers = 8;

export function createNextEdits(): NextEdits {
  let learned: Learned = { rules: [], last: undefined };
  /** Before the edit that was learned last. */
  let beforeLast = learned;

  function offersIn({ name, text, isOpen }: DocumentText, rule: Rule, caret: Caret): Offer[] {
    const isSame = name === caret.document;
    const document = isSame ? 'same' : isOpen ? 'open' : 'closed';
    const [first, ...others] = rule.pieces;
    const places = rule.variants.flatMap((pair) => findWhole(text, [{ ...first!, pair }, ...others], mostPlaces));
    return places.map((place) => {
      const isAfterCaret = place.start >= caret.at;
      const candidate = { rule, place, document, isAfterCaret, places: places.length } as const;
      return { ...place, document: name, rule, logit: logitOf(candidate) };
    });
  }

  return {
    get rules() {
      return learned.rules;
    },
    learn: (document, edit, how, nowMs) => {
      if (how === 'continued') learned = beforeLast;
      beforeLast = { ...learned, rules: withoutOld(learned.rules, nowMs) };
      const { last } = beforeLast;
      let { rules } = beforeLast;
      const isAccepted = how === 'accepted';
      const isPartBefore = last?.document === document && isPart(last.edit);
      const whole = (isPartBefore && joinedEdit(last!.edit, edit)) || edit;
      for (const change of tokenChanges(whole)) rules = withChange(rules, { document, change, isAccepted }, nowMs);
      learned = { rules, last: { document, edit: whole } };
    },
    soughtWords: (nowMs) => [
      ...new Set(
        activeRules(learned.rules, nowMs)
          .flatMap(({ variants }) => variants)
          .flatMap(({ old }) => longestWord(old) ?? []),
      ),
    ],
    *find(documents, caret, nowMs) {
      const offers: Offer[] = [];
      for (const document of documents) {
        for (const rule of activeRules(learned.rules, nowMs)) {
          if (!document.isOpen && !rule.variants.some(({ old }) => longestWord(old))) continue;
          offers.push(...offersIn(document, rule, caret));
          yield;
        }
        offers.sort((a, b) => b.logit - a.logit);
        offers.length = Math.min(offers.length, mostOffers);
      }
      return offers;
    },
    placesOf: (rule, document, caret) => offersIn(document, rule, caret),
    refuse: (key) => {
      learned = { ...learned, rules: muted(learned.rules, key) };
      beforeLast = { ...beforeLast, rules: muted(beforeLast.rules, key) };
    },
    undo: (document, edit) => {
      const { last } = learned;
      if (isPart(edit) && last?.document === document && last.edit.after === edit.before) learned = beforeLast;
      const rules = tokenChanges(edit).reduce((left, change) => withoutExample(left, document, change), learned.rules);
      learned = { ...learned, rules };
    },
  };
}

/** Whether the edit opens or closes a bracket that another edit has to close or open. */
function isPart({ before, after, start, oldEnd, newEnd }: Edit): boolean {
  return !keepsBrackets(before.slice(start, oldEnd), after.slice(start, newEnd));
}

function activeRules(rules: Rules, nowMs: number): Rules {
  return withoutOld(rules, nowMs).filter(({ isMuted }) => !isMuted);
}

function longestWord(text: string): string | undefined {
  return tokensOf(text)
    .filter((token) => isWord(token) && !/^\p{N}+$/u.test(token))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * Logits: offers that are about as likely as the best one are made in the order of the text. In prose, all likely places of its rule: few
 * of them are wrong there, because the least probability is higher.
 */
const margins: Thresholds = { code: 0.5, prose: Infinity };

/** The offer to make: the next one after the caret among the most likely ones. Undefined: none is likely enough. */
export function chooseOffer(offers: readonly Offer[], caret: Caret, thresholds: Thresholds): Offer | undefined {
  const likely = offers.filter(({ document, logit }) => logit >= thresholdOf(thresholds, document));
  const [best] = [...likely].sort((a, b) => b.logit - a.logit);
  const marginOf = ({ rule, document }: Offer): number =>
    rule.key === best!.rule.key ? thresholdOf(margins, document) : margins.code;
  const [first] = likely
    .filter((offer) => offer.logit >= best!.logit - marginOf(offer))
    .sort((a, b) => distanceOf(a, caret) - distanceOf(b, caret));
  return first;
}

/** Orders offers: after the caret, before it, in other documents. */
function distanceOf({ document, start }: Offer, caret: Caret): number {
  if (document !== caret.document) return 2e12 + start;
  return start >= caret.at ? start - caret.at : 1e12 + start;
}
