// Finds everything in a text that looks like a secret. Text cannot switch a rule off.
import { assignedValues } from './rules/assignedValues.ts';
import { checkedNumbers } from './rules/checkedNumbers.ts';
import { codeRules } from './rules/sourceCode.ts';
import { collections } from './rules/collections.ts';
import { commandOptions } from './rules/commandOptions.ts';
import { doorCodes } from './rules/doorCodes.ts';
import { dividedStrings } from './rules/dividedStrings.ts';
import { encodedStrings } from './rules/encodedStrings.ts';
import { insertedPasswords } from './rules/insertedPasswords.ts';
import { kubernetesSecrets } from './rules/kubernetesSecrets.ts';
import { loginRules } from './rules/logins.ts';
import { keyArguments } from './rules/keyArguments.ts';
import { keysOfBlocks } from './rules/keysOfBlocks.ts';
import { keyBytes } from './rules/keyBytes.ts';
import { findKeyBlocks, keyBlocks } from './rules/keyBlocks.ts';
import { markupValues } from './rules/markupValues.ts';
import { namedLines } from './rules/namedLines.ts';
import { namedValues } from './rules/namedValues.ts';
import { nearbyPasswords } from './rules/nearbyPasswords.ts';
import { noteRules } from './rules/notes.ts';
import { placeRules } from './rules/passwordPlaces.ts';
import { randomStrings } from './rules/randomStrings.ts';
import type { Rule } from './rules/rule.ts';
import { secretCalls } from './rules/secretCalls.ts';
import { recoveryCodes } from './rules/recoveryCodes.ts';
import { recoveryPhrases } from './rules/recoveryPhrases.ts';
import { secretColumns } from './rules/secretColumns.ts';
import { strongWords } from './rules/strongWords.ts';
import { tokens } from './rules/tokens.ts';
import { plainCharacters } from './plainCharacters.ts';
import { createRepeatedSearch, createSearch } from './search.ts';
import { clipSpans, mergeSpans, type SecretSpan } from './secretSpan.ts';
import { createWorkLimit } from './workLimit.ts';

/**
 * Long texts are searched in parts, in UTF-16 units, by the rules that look around a place only. They see the context on both sides of a
 * part, too, which is larger than any key in base 64, so that the result is that of the whole text.
 */
const defaultParts = { size: 250_000, context: 45_000 };
/** A part begins at the start of a line, if one begins within this many units. */
const longestLine = 20_000;

/** `text`: a whole document. `wanted`: where the part begins whose secrets are wanted. Sorted, without overlaps. */
export function findSecrets(text: string, path: string, parts = defaultParts, wanted = 0): readonly SecretSpan[] {
  const plain = plainCharacters(text);
  return plain.inText(findInPlain(plain.text, path, parts, plain.at(wanted)));
}

function findInPlain(text: string, path: string, parts: typeof defaultParts, wanted: number): readonly SecretSpan[] {
  const isPublic = isIn(findKeyBlocks(text).public);
  const mostInOne = parts.size + parts.context;
  if (wanted === 0 && text.length <= mostInOne) return mergeSpans(find(searchAll, text, path, isPublic));
  const found = find(searchDocument, text, path, isPublic);
  for (let start = wanted; start < text.length;) {
    const end = text.length - start <= mostInOne ? text.length : lineStart(text, start + parts.size);
    const from = lineStart(text, Math.max(0, start - parts.context));
    const part = text.slice(from, end + parts.context);
    for (const span of find(searchPart, part, path, (at) => isPublic(at + from))) {
      const moved = { ...span, start: span.start + from, end: span.end + from };
      if (moved.end > start && moved.start < end) found.push(moved);
    }
    start = end;
  }
  return clipSpans(mergeSpans(found), wanted, text.length);
}

/** Compiles the expressions, so that the first text is searched sooner. */
export function loadRules(): void {
  findSecrets('password = ""\ntoken: x\n', 'a.txt');
}

/** All rules, in the order in which they spend the work that a text may take. */
export const rules: readonly Rule[] = [
  keyBlocks,
  tokens,
  assignedValues,
  namedLines,
  nearbyPasswords,
  markupValues,
  namedValues,
  collections,
  keysOfBlocks,
  secretCalls,
  keyArguments,
  commandOptions,
  recoveryCodes,
  recoveryPhrases,
  keyBytes,
  checkedNumbers,
  insertedPasswords,
  kubernetesSecrets,
  ...loginRules,
  ...placeRules,
  ...noteRules,
  doorCodes,
  ...codeRules,
  secretColumns,
  randomStrings,
  strongWords,
  dividedStrings,
  encodedStrings,
];
/** The words of all rules that have some, for tests that make texts of them. */
export const ruleWords: readonly (readonly string[])[] = rules
  .map(({ words }) => words)
  .filter((words) => words.length > 0);
const searchAll = createSearch(rules);
const searchDocument = createRepeatedSearch(rules.filter(({ seesDocument }) => seesDocument));
const searchPart = createSearch(rules.filter(({ seesDocument }) => !seesDocument));

/** With what takes too much work. */
function find(search: typeof searchAll, text: string, path: string, isPublic: (at: number) => boolean): SecretSpan[] {
  const limit = createWorkLimit(text);
  const found = search(text, path, { limit, isPublic });
  return [...found, ...limit.crowded()];
}

/** Whether a position is in one of the blocks, which are in order: fast where the positions ascend. */
function isIn(blocks: readonly SecretSpan[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    if (next > 0 && at < blocks[next - 1]!.end) next = 0;
    while (next < blocks.length && blocks[next]!.end <= at) next++;
    return next < blocks.length && at >= blocks[next]!.start;
  };
}

/** The start of the line around a position, if it is near; otherwise the position. */
function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return at - start <= longestLine ? start : at;
}
