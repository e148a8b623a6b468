// What a suggestion must pass to be shown: an ordered list of gates. Each gate passes a candidate, or a part of it, or refuses it and is
// named as the reason.
import { lineSuffix, maySuggestAt, type Caret } from '../fit/caret.ts';
import { fitSuggestion } from '../fit/fit.ts';
import { sharedStart } from '../fit/sharedStart.ts';
import type { Limits } from '../fit/stopRule.ts';
import type { SuggestWidgetRule, UserParameters } from '../request.ts';
import { cutAt, type Candidate, type WordCandidate } from './candidate.ts';
import { endOfOwnText, type RandomWord } from './randomWords.ts';
import { withImportedPaths, type PathOf } from './importedPaths.ts';
import { joinedPart, type AddedBits } from './join.ts';
import { confidentFirstWord } from './suggestWidget.ts';
import { endBeforeNever, firstNeverWord } from './neverWords.ts';
import type { RejectionPenalties } from './rejectedWords.ts';
import { endBeforeRepeated } from './repeatedLines.ts';
import { firstWordThreshold, furtherWordThreshold, inUnfamiliarText, type GateSettings } from './threshold.ts';
import { rightPart, type RightInKind } from './wordKinds.ts';
import { worthReading } from './worth.ts';

/** Where and for whom a suggestion would appear. */
export interface Situation {
  readonly caret: Caret;
  /** What the host knows of the place. Undefined in a replay. */
  readonly place?: PlaceFacts;
  readonly limits: Limits;
  readonly required: GateSettings;
  readonly penalties: RejectionPenalties;
  /** Probability that the text before the caret is of a kind that the models do not know. Default: 0. */
  readonly unfamiliar?: number | undefined;
  /** Words that the user never wants. Default: none. */
  readonly never?: readonly string[] | undefined;
  /** Undefined: a suggestion hides no suggest widget here, or the user wants it first. */
  readonly suggestWidget?: SuggestWidgetRule | undefined;
  /** Undefined: unknown. */
  readonly user?: UserParameters | undefined;
  /** A first word that does not come from the model. */
  readonly proposed?: WordCandidate | undefined;
  /** Undefined: nothing is judged. */
  readonly addedBits?: AddedBits | undefined;
  /** Undefined: nothing is known of the files. */
  readonly pathOf?: PathOf | undefined;
  /** How often a word is right in this kind of text. Undefined: nothing is known of the files. */
  readonly rightInKind?: RightInKind | undefined;
  /** Whether another file of this kind was learned. Default: true. */
  readonly isKnownKind?: boolean | undefined;
  /** Whether a word was learned from one other file and is not in the document. Undefined: nothing is known of the files. */
  readonly isOfOtherFile?: ((word: Pick<RandomWord, 'key' | 'word'>) => boolean) | undefined;
}

export interface PlaceFacts {
  /** How the text before the caret appeared at once. Undefined: it was typed, or is unknown. */
  readonly appeared: 'pasted' | 'restored' | undefined;
  /** The opposite of `isTabFree`. */
  readonly tabIndents: boolean;
}

/** What is known of a place before the search. */
export type PlaceSituation = Pick<Situation, 'caret' | 'place' | 'suggestWidget'>;

/** Decides before the search; the host asks these gates itself. */
interface PlaceGate {
  readonly on: 'place';
  readonly passes: (situation: PlaceSituation) => boolean;
}

/** Decides on each first word: its least probability, given the rejected words. */
interface FirstWordGate {
  readonly on: 'firstWord';
  readonly least: (word: string, situation: Situation) => number;
  /** No word needs less than this. Default: 0. */
  readonly leastOfAny?: (situation: Situation) => number;
  /** Where no word is found, it is the reason if it needs so many times what the gates before it need. Default: 1. */
  readonly namedFrom?: number;
}

/** Decides on the whole suggestion. It may cut the candidate. */
interface SuggestionGate {
  readonly on: 'suggestion';
  readonly pass: (candidate: Candidate, situation: Situation) => Candidate | undefined;
  /** What the reason names. Default: the candidate. */
  readonly named?: (candidate: Candidate, situation: Situation) => string;
}

/**
 * `because` says in words why there is no suggestion. {0} names the text that was refused; of a first word, {1} is its probability and {2}
 * the least one.
 */
type Gate = { readonly name: string; readonly because: string } & (PlaceGate | FirstWordGate | SuggestionGate);

/** In order: the first one that refuses is named. */
export const gates = [
  {
    name: 'insideWord',
    because: 'The cursor is inside a word.',
    on: 'place',
    passes: ({ caret }) => maySuggestAt(caret),
  },
  {
    name: 'pasted',
    because: 'You have just pasted the text before the cursor.',
    on: 'place',
    passes: ({ place }) => place?.appeared !== 'pasted',
  },
  {
    name: 'restored',
    because: 'Undo or Redo has just changed the text before the cursor.',
    on: 'place',
    passes: ({ place }) => place?.appeared !== 'restored',
  },
  {
    name: 'tabKey',
    because: 'Here Tab indents, so nothing is shown. “Suggest now” asks for a suggestion.',
    on: 'place',
    passes: ({ place }) => !place?.tabIndents,
  },
  {
    name: 'suggestWidgetFirst',
    because: 'The editor’s list of completions comes first here.',
    on: 'place',
    passes: ({ suggestWidget }) => suggestWidget !== 'listFirst',
  },
  {
    name: 'deleted',
    because: 'You have just deleted {0} here.',
    on: 'firstWord',
    least: (word, { penalties }) => penalties.leastProbability(word, 'deleted'),
  },
  {
    name: 'typedOver',
    because: '{0} was offered near here, and you typed something else.',
    on: 'firstWord',
    least: (word, { penalties }) => penalties.leastProbability(word, 'typed over'),
  },
  {
    name: 'confidence',
    because: '{0} is {1} likely; a word of this length needs {2}.',
    on: 'firstWord',
    least: (word, { required }) => firstWordThreshold(required, word.length),
    leastOfAny: ({ required }) => firstWordThreshold(required),
  },
  {
    name: 'unfamiliar',
    because: 'This text is unfamiliar: {0} is {1} likely, needs {2}.',
    on: 'firstWord',
    least: (word, { required, unfamiliar }) => firstWordThreshold(inUnfamiliarText(required, unfamiliar), word.length),
    leastOfAny: ({ required, unfamiliar }) => firstWordThreshold(inUnfamiliarText(required, unfamiliar)),
    namedFrom: 1.5,
  },
  {
    name: 'nextLine',
    because: '{0} is {1} likely; a suggestion on a new line needs {2}.',
    on: 'firstWord',
    least: (word, { required }) => (word.includes('\n') ? required.nextLine : 0),
  },
  {
    name: 'indentation',
    because: 'Tab may indent here, so {2} is needed: {0} is {1} likely.',
    on: 'firstWord',
    least: (_, { required }) => required.inIndentation ?? 0,
    leastOfAny: ({ required }) => required.inIndentation ?? 0,
  },
  {
    name: 'suggestWidget',
    because: 'A word list may open here: {0} is {1} likely, needs {2}.',
    on: 'firstWord',
    least: (_, situation) => leastBesideWidget(situation),
    leastOfAny: leastBesideWidget,
  },
  {
    name: 'length',
    because: 'Too uncertain how {0} continues.',
    on: 'suggestion',
    pass: (candidate, situation) => cutAt(candidate, passedLength(candidate, situation)),
  },
  {
    name: 'importedPath',
    because: 'The path in {0} leads to no file.',
    on: 'suggestion',
    pass: (candidate, { pathOf, caret }) => {
      const passed = pathOf ? withImportedPaths(candidate, caret, pathOf) : candidate;
      return passed.text.trim() === '' ? undefined : passed;
    },
  },
  {
    name: 'repeated',
    because: 'This file has {0} already, and once is enough.',
    on: 'suggestion',
    pass: (candidate, { caret }) => {
      const end = endBeforeRepeated(candidate.text, caret);
      return candidate.text.slice(0, end).trim() === '' ? undefined : cutAt(candidate, end);
    },
  },
  {
    name: 'never',
    because: '{0} is a word that you chose never to see.',
    on: 'suggestion',
    pass: (candidate, { never, caret }) => {
      const end = endBeforeNever(candidate.text, caret.before, never);
      return candidate.text.slice(0, end).trim() === '' ? undefined : cutAt(candidate, end);
    },
    named: ({ text }, { never, caret }) => firstNeverWord(text, caret.before, never),
  },
  {
    name: 'follows',
    because: 'The text after the cursor has {0} already.',
    on: 'suggestion',
    pass: (candidate, { caret, limits }) =>
      sharedStart(candidate.text, caret) !== '' && fitSuggestion(candidate.text, caret, limits) === undefined
        ? undefined
        : candidate,
    // With white space it does not continue the word before the caret.
    named: ({ text }, { caret }) => (/^\s/u.test(text) ? ' ' : '') + sharedStart(text, caret),
  },
  {
    name: 'newLine',
    because: '{0} belongs on a new line: press Enter first.',
    on: 'suggestion',
    pass: (candidate, { caret, limits }) =>
      /^\s*\n/u.test(candidate.text) &&
      lineSuffix(caret) !== '' &&
      fitSuggestion(candidate.text, caret, limits) === undefined
        ? undefined
        : candidate,
  },
  {
    name: 'fit',
    because: '{0} does not fit into the text around the cursor.',
    on: 'suggestion',
    pass: (candidate, { caret, limits }) => {
      const text = fitSuggestion(candidate.text, caret, limits);
      return text === undefined ? undefined : { ...cutAt(candidate, text.length), text };
    },
  },
  {
    name: 'join',
    because: '{0} does not fit the text after the cursor.',
    on: 'suggestion',
    pass: joinedPart,
  },
  {
    name: 'otherFile',
    because: 'The suggestion has a word that may be a password of another file.',
    on: 'suggestion',
    pass: (candidate, situation) => {
      const end = endOfOwnText(candidate.text, situation);
      return candidate.text.slice(0, end).trim() === '' ? undefined : cutAt(candidate, end);
    },
  },
  {
    name: 'worth',
    because: '{0} is held back, because you type fast. Pause to see it.',
    on: 'suggestion',
    pass: (candidate, { user, caret }) => worthReading(candidate, user, caret.before),
  },
] as const satisfies readonly Gate[];

export type GateName = (typeof gates)[number]['name'];

/** Why there is no suggestion. */
export interface Refusal {
  readonly gate: GateName;
  /** The text that was refused. Undefined: no word is near the least probability, or the place is refused. */
  readonly text?: string;
  /** Of the first word; where there is none, all words have less. */
  readonly probability?: number;
  /** The least probability that it must have. */
  readonly needed?: number;
}

/** The same by what they decide on. */
export const placeGates: readonly (PlaceGate & { readonly name: GateName })[] = gates.filter(
  (gate) => gate.on === 'place',
);
export const firstWordGates: readonly (FirstWordGate & { readonly name: GateName })[] = gates.filter(
  (gate) => gate.on === 'firstWord',
);
export const suggestionGates: readonly (SuggestionGate & { readonly name: GateName })[] = gates.filter(
  (gate) => gate.on === 'suggestion',
);

function leastBesideWidget({ suggestWidget }: Situation): number {
  return suggestWidget === 'confident' ? confidentFirstWord : 0;
}

/** UTF-16 units up to the last word that reaches its threshold. The first word has passed. */
function passedLength({ text, words }: Candidate, { required, caret, rightInKind }: Situation): number {
  let { end, probability: soFar } = words[0]!;
  for (let index = 1; index < words.length; index++) {
    const word = words[index]!;
    const piece = text.slice(end, word.end);
    const part = rightPart(caret.before + text.slice(0, end), piece, rightInKind);
    if (word.probability * part < soFar * furtherWordThreshold({ words: index, length: end }, piece, required)) break;
    ({ end, probability: soFar } = word);
  }
  return end;
}
