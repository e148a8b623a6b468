// Finds everything in a text that looks like a secret. Text cannot switch a rule off.
import { assignedValues, secretNameWords, sourceFile } from './rules/assignedValues.ts';
import { codeRules } from './rules/sourceCode.ts';
import { commandRules } from './rules/commands.ts';
import { credentialRules } from './rules/credentials.ts';
import { commandOptions } from './rules/commandOptions.ts';
import { insertedPasswords } from './rules/insertedPasswords.ts';
import { findJoinedLiterals } from './rules/joinedLiterals.ts';
import { kubernetesSecrets } from './rules/kubernetesSecrets.ts';
import { findEncodedStrings, type EncodedString } from './rules/percentEncoded.ts';
import { keyBytes } from './rules/keyBytes.ts';
import { findKeyBlocks } from './rules/keyBlocks.ts';
import { findRandomStrings, minLength } from './judge/randomStrings.ts';
import { markupValues } from './rules/markupValues.ts';
import { namedValues } from './rules/namedValues.ts';
import { nearbyPasswords } from './rules/nearbyPasswords.ts';
import type { Rule } from './rules/rule.ts';
import { secretCalls } from './rules/secretCalls.ts';
import { recoveryCodes } from './rules/recoveryCodes.ts';
import { columnWords, findSecretColumns } from './rules/secretColumns.ts';
import { findTokens, tokenPrefixes } from './rules/findTokens.ts';
import { mergeSpans, type SecretSpan } from './secretSpan.ts';
import { tokenRuns } from './tokenRuns.ts';
import { createWordScanner } from './wordScanner.ts';
import { createWorkLimit, type WorkLimit } from './workLimit.ts';

/**
 * Long texts are searched in parts, in UTF-16 units. The rules see the context on both sides of a part, too, which is larger than
 * any key block, so that the result is that of the whole text.
 */
const defaultParts = { size: 250_000, context: 45_000 };
/** A part begins at the start of a line, if one begins within this many units. */
const longestLine = 20_000;

/**
 * `text`: a whole document, or one that begins and ends outside any key block. Sorted, without overlaps.
 */
export function findSecrets(text: string, path: string, parts = defaultParts): SecretSpan[] {
  const isOnePart = text.length <= parts.size + parts.context;
  const found = isOnePart ? [] : findSecretColumns(text, path, scanColumns(text)[0]!);
  for (let start = 0; start < text.length;) {
    const end = text.length - start <= parts.size + parts.context ? text.length : lineStart(text, start + parts.size);
    const from = lineStart(text, Math.max(0, start - parts.context));
    const part = text.slice(from, end + parts.context);
    for (const span of findInPart(part, path, isOnePart)) {
      const moved = { ...span, start: span.start + from, end: span.end + from };
      if (moved.end > start && moved.start < end) found.push(moved);
    }
    start = end;
  }
  return mergeSpans(found);
}

/** Compiles the expressions, so that the first text is searched sooner. */
export function loadRules(): void {
  findSecrets('password = ""\ntoken: x\n', 'a.txt');
}

const patternRules: readonly Rule[] = [...credentialRules, ...codeRules, ...commandRules];
/** All rules that look around words. */
export const rules: readonly Rule[] = [
  ...[assignedValues, nearbyPasswords, markupValues, namedValues, secretCalls, commandOptions, recoveryCodes, keyBytes],
  ...[insertedPasswords, kubernetesSecrets, ...patternRules],
];
/** The words of all rules, for tests that make texts of them. */
export const ruleWords: readonly (readonly string[])[] = [
  tokenPrefixes,
  columnWords,
  ...rules.map(({ words }) => words),
];
const scan = createWordScanner(ruleWords);
/** For encoded text. */
const scanPatterns = createWordScanner(patternRules.map(({ words }) => words));
/** For strings alone. */
const scanStrings = createWordScanner([tokenPrefixes, secretNameWords]);
const scanColumns = createWordScanner([columnWords]);

/** `isWhole`: the part is the whole document, so that tables are searched, too. */
function findInPart(text: string, path: string, isWhole: boolean): SecretSpan[] {
  const blocks = findKeyBlocks(text);
  const [tokenStarts, columnStarts, ...places] = scan(text);
  const limit = createWorkLimit(text);
  const isPublic = isIn(blocks.public);
  const runs = tokenRuns(text, minLength).filter(({ start }) => !isPublic(start));
  return [
    blocks.secret,
    findTokens(text, tokenStarts!, runs).filter(({ start }) => !isPublic(start)),
    ...rules.map(({ find }, index) => find(text, { starts: limit.open(places[index]!), spend: limit.spend }, path)),
    isWhole ? findSecretColumns(text, path, columnStarts!) : noSpans,
    findRandomStrings(text, runs, limit.spend),
    sourceFile.test(path) ? findDivided(text, path, limit) : noSpans,
    findEncoded(text, path, limit),
    limit.crowded(),
  ].flat();
}

const noSpans: readonly SecretSpan[] = [];

/** Whether a position is in one of the blocks, which are in order: fast where the positions ascend. */
function isIn(blocks: readonly SecretSpan[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    if (next > 0 && at < blocks[next - 1]!.end) next = 0;
    while (next < blocks.length && blocks[next]!.end <= at) next++;
    return next < blocks.length && at >= blocks[next]!.start;
  };
}

/** Secrets in string literals that are joined: all their parts. */
function findDivided(text: string, path: string, { spend }: WorkLimit): SecretSpan[] {
  return findJoinedLiterals(text).flatMap(({ pieces, text: line, joined }) => {
    const at = pieces[0]!.start;
    if (!spend(at, joinedUnits)) return [];
    const names = { starts: scanStrings(line)[1]!, spend: (_: number, units: number) => spend(at, units) };
    const spans = [...findStrings(line, names.spend), ...assignedValues.find(line, names, path)];
    const span = spans.find(({ start, end }) => start < joined.end && end > joined.start);
    return span ? pieces.map(({ start, end }) => ({ start, end, rule: span.rule })) : [];
  });
}

/** All encoded strings are searched as one text, a line for each. */
function findEncoded(text: string, path: string, { spend }: WorkLimit): SecretSpan[] {
  const strings = findEncodedStrings(text).filter(({ start, end }) =>
    spend(start, encodedUnits + ((end - start) >> 3)),
  );
  if (strings.length === 0) return [];
  const lineStarts: number[] = [];
  let lines = '';
  for (const { decoded } of strings) {
    lineStarts.push(lines.length);
    lines += `${decoded}\n`;
  }
  let line = 0;
  const lineAt = (at: number): number => {
    if (lineStarts[line]! > at) line = 0;
    while (line + 1 < lineStarts.length && lineStarts[line + 1]! <= at) line++;
    return line;
  };
  const inText = (at: number, units: number): boolean => spend(strings[lineAt(at)]!.start, units);
  const places = scanPatterns(lines);
  const spans = findStrings(lines, inText);
  for (const [index, { find }] of patternRules.entries()) {
    spans.push(...find(lines, { starts: places[index]!, spend: inText }, path));
  }
  return spans.map(({ start, rule }) => ({ ...rangeOf(strings[lineAt(start)]!), rule }));
}

const rangeOf = ({ start, end }: EncodedString) => ({ start, end });

/** Of an encoded string, without its length. */
const encodedUnits = 10;
/** Of a text that joins literals. */
const joinedUnits = 60;

/** Tokens and random strings. */
function findStrings(text: string, spend: WorkLimit['spend']): SecretSpan[] {
  const runs = tokenRuns(text, minLength);
  return [...findTokens(text, scanStrings(text)[0]!, runs), ...findRandomStrings(text, runs, spend)];
}

/** The start of the line around a position, if it is near; otherwise the position. */
function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return at - start <= longestLine ? start : at;
}
