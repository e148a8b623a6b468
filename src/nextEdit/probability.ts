// How likely the user wants a change at a place: a logistic regression on what the rule and the place have in common. Its weights were
// fitted to the replay of public histories, in file order and in random order (docs/decisions/next-edit.md).
import type { Declaration } from './localNames.ts';
import type { Place } from './places.ts';
import type { Rule } from './rules.ts';
import { declares, deletesLine } from './tokenChanges.ts';
import { isWord, tokensOf } from './tokens.ts';

export interface PossibleEdit {
  readonly rule: Rule;
  readonly place: Place;
  /** The document with the place: the one with the caret, another one that is open, one that is not open. */
  readonly document: 'same' | 'open' | 'closed';
  /** In the document with the caret. */
  readonly isAfterCaret: boolean;
  /** In the line of the caret or one of the next three, after the caret. */
  readonly isNear: boolean;
  /** In prose, a name in another one's place, or another spelling of a word: it is changed everywhere. */
  readonly isEverywhere: boolean;
  /** To which a local name belongs. */
  readonly declaration: Declaration;
  /** The document has no example of the rule. */
  readonly isElsewhere: boolean;
  /** Places of the rule in the document. */
  readonly places: number;
}

/** Of a name that is nearly renamed everywhere. */
const fewPlaces = 4;

/** In logits. */
const weights = {
  constant: -4.14,
  secondExample: 1.75,
  thirdExample: 1.75,
  equalLeft: 0.34,
  equalRight: 0.29,
  equalWord: 0.59,
  equalWords: 0.5,
  word: 0.33,
  identifier: 1.35,
  marks: 0.61,
  logOld: 0.15,
  logNew: -0.13,
  otherSpelling: -0.5,
  closedDocument: -0.61,
  afterCaret: 0.85,
  nearPhrase: 2.6,
  /** Not fitted: few of the histories have names (docs/decisions/next-edit-order.md). */
  secondEverywhere: 4,
  /** Not fitted: of 95 such offers in three histories, 19 were right (docs/decisions/next-edit-limits.md). */
  ownWord: -3,
  /** Not fitted: rare in the histories (docs/decisions/next-edit-limits.md). */
  otherArgument: -3,
  logPlaces: -0.17,
  /** Not fitted with the others (docs/decisions/next-edit-limits.md). */
  fewLeft: 0.5,
  /** Not fitted with the others (docs/decisions/next-edit-lines.md). */
  deletedLine: 0.6,
  /** Not fitted with the others (docs/decisions/next-edit-local-names.md). */
  renamedDeclaration: 1,
  /** Not fitted with the others (docs/decisions/next-edit-local-names.md). */
  otherDeclaration: -1,
} as const;

type Features = Readonly<Record<keyof typeof weights, number>>;

export function featuresOf(candidate: PossibleEdit): Features {
  const { rule, place, document, isAfterCaret, isNear, isEverywhere, declaration, isElsewhere, places } = candidate;
  const { left, right, equalWords, old, new: changed } = place;
  const kind = kindOf(old);
  return {
    constant: 1,
    secondExample: Number(rule.examples.length >= 2),
    thirdExample: Number(rule.examples.length >= 3),
    equalLeft: left,
    equalRight: right,
    equalWord: Number(equalWords >= 1),
    equalWords: Number(equalWords >= 2),
    word: Number(kind === 'word'),
    identifier: Number(kind === 'identifier'),
    marks: Number(kind === 'marks'),
    logOld: Math.log2(1 + old.length),
    logNew: Math.log2(1 + changed.length),
    otherSpelling: Number(old !== rule.variants[0]!.old),
    closedDocument: Number(document === 'closed'),
    afterCaret: Number(document === 'same' && isAfterCaret),
    nearPhrase: Number(isNear && isPhrase(old) && rule.examples.some((example) => example.old === old)),
    secondEverywhere: Number(isEverywhere && rule.examples.length >= 2),
    ownWord: Number(isElsewhere && !isEverywhere && !isForAllFiles(rule, old)),
    otherArgument: Number(place.isOtherArgument),
    logPlaces: Math.log2(1 + places),
    fewLeft: Number(rule.examples.length === 2 && places <= fewPlaces && (kind === 'word' || kind === 'identifier')),
    deletedLine: Number(deletesLine(place)),
    renamedDeclaration: Number(declaration === 'renamed'),
    otherDeclaration: Number(declaration === 'other'),
  };
}

/** The logit of the probability. */
export function logitOf(candidate: PossibleEdit): number {
  const features = featuresOf(candidate);
  return (Object.keys(weights) as (keyof Features)[]).reduce((sum, name) => sum + weights[name] * features[name], 0);
}

/** A number, version or hash, or the name of what was declared in an example: it means the same in each file. A local name does not. */
function isForAllFiles({ pieces }: Rule, old: string): boolean {
  if (/\d/.test(old)) return true;
  return pieces.some(({ contexts }) =>
    contexts.some(({ left: [nearest = '', before] }) => declares.test(nearest) || before === 'export'),
  );
}

function isPhrase(text: string): boolean {
  return tokensOf(text).filter(isWord).length > 1;
}

/** By how much one more example raises the logits of a rule. */
export function gainOfExample({ examples }: Rule): number {
  return examples.length === 1 ? weights.secondExample : examples.length === 2 ? weights.thirdExample : 0;
}

/** `identifier`: of several words, or long. `other`: a number, several tokens with a word, or nothing. */
function kindOf(text: string): 'word' | 'identifier' | 'marks' | 'other' {
  const tokens = tokensOf(text);
  if (tokens.length > 0 && !tokens.some(isWord)) return 'marks';
  if (tokens.length !== 1 || !/^[\p{L}_$]/u.test(text)) return 'other';
  return text.length > 12 || /[_$]|\p{Ll}\p{Lu}/u.test(text) ? 'identifier' : 'word';
}
