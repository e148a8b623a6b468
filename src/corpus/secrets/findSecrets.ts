// Finds everything in a text that looks like a secret. Text cannot switch a rule off.
import type { Pause } from '../pauses.ts';
import { findAssignedValues, secretNameWords, sourceFile } from './assignedValues.ts';
import { findCommandOptions, optionCommands } from './commandOptions.ts';
import { credentialWords, findCredentials } from './findCredentials.ts';
import { findInsertedPasswords, insertWords } from './insertedPasswords.ts';
import { findJoinedLiterals } from './joinedLiterals.ts';
import { findKubernetesSecrets, manifestWords } from './kubernetesSecrets.ts';
import { findEncodedStrings, type EncodedString } from './percentEncoded.ts';
import { findKeyBytes, keyByteWords } from './keyBytes.ts';
import { findKeyBlocks } from './keyBlocks.ts';
import { findRandomStrings, minLength } from './randomStrings.ts';
import { findMarkupValues } from './markupValues.ts';
import { findNamedValues } from './namedValues.ts';
import { findNearbyPasswords } from './nearbyPasswords.ts';
import { otherSecretStarts, passwordWordStarts } from './passwordWord.ts';
import { callWords, findSecretCalls } from './secretCalls.ts';
import { findRecoveryCodes, recoveryWords } from './recoveryCodes.ts';
import { columnWords, findSecretColumns } from './secretColumns.ts';
import { findTokens, tokenPrefixes } from './findTokens.ts';
import { mergeSpans, type SecretSpan } from './secretSpan.ts';
import { tokenRuns } from './tokenRuns.ts';
import { createWordScanner } from './wordScanner.ts';
import { createWorkLimit, type Places, type WorkLimit } from './workLimit.ts';

/**
 * Long texts are searched in parts, in UTF-16 units. The rules see the context on both sides of a part, too, which is larger than
 * any key block, so that the result is that of the whole text.
 */
const defaultParts = { size: 250_000, context: 45_000 };
/** All rules search a part of this length without a pause: it takes about a millisecond. UTF-16 units. */
const longestAtOnce = 10_000;
/** A part begins at the start of a line, if one begins within this many units. */
const longestLine = 20_000;

/**
 * `text`: a whole document, or one that begins and ends outside any key block. Sorted, without overlaps.
 */
export async function findSecrets(
  text: string,
  path: string,
  pause?: Pause,
  parts = defaultParts,
): Promise<SecretSpan[]> {
  const isOnePart = text.length <= parts.size + parts.context;
  const found = isOnePart ? [] : await findSecretColumns(text, path, scanColumns(text)[0]!, pause);
  for (let start = 0; start < text.length;) {
    const end = text.length - start <= parts.size + parts.context ? text.length : lineStart(text, start + parts.size);
    const from = lineStart(text, Math.max(0, start - parts.context));
    const part = text.slice(from, end + parts.context);
    for (const span of await findInPart(part, path, pause, isOnePart)) {
      const moved = { ...span, start: span.start + from, end: span.end + from };
      if (moved.end > start && moved.start < end) found.push(moved);
    }
    start = end;
  }
  return mergeSpans(found);
}

/** Compiles the expressions, so that the first text is searched sooner. */
export async function loadRules(): Promise<void> {
  await findSecrets('password = ""\ntoken: x\n', 'a.txt');
}

/** The words of each rule. */
const wordLists = {
  tokens: tokenPrefixes,
  names: secretNameWords,
  columns: columnWords,
  inserts: insertWords,
  manifests: manifestWords,
  passwords: passwordWordStarts,
  named: [...passwordWordStarts, ...otherSecretStarts],
  calls: callWords,
  commands: optionCommands,
  recovery: recoveryWords,
  keyBytes: keyByteWords,
};
type WordList = keyof typeof wordLists;
const lists = Object.keys(wordLists) as WordList[];
const scan = createWordScanner([...lists.map((name) => wordLists[name]), ...credentialWords]);
/** The words of each rule, for tests that make texts of them. */
export const ruleWords: readonly (readonly string[])[] = [...Object.values(wordLists), ...credentialWords];
const listAt = Object.fromEntries(lists.map((name, index) => [name, index])) as Readonly<Record<WordList, number>>;
/** For strings alone. */
const scanStrings = createWordScanner([tokenPrefixes, secretNameWords]);
const scanColumns = createWordScanner([columnWords]);

/** `isWhole`: the part is the whole document, so that tables are searched, too. */
async function findInPart(
  text: string,
  path: string,
  pause: Pause | undefined,
  isWhole: boolean,
): Promise<SecretSpan[]> {
  const blocks = findKeyBlocks(text);
  const isOutsidePublic = ({ start }: SecretSpan): boolean =>
    !blocks.public.some((block) => start >= block.start && start < block.end);
  const places = scan(text);
  const limit = createWorkLimit(text);
  const found = [...blocks.secret];
  const starts = (list: WordList): Places => ({ starts: places[listAt[list]]!, spend: limit.spend });
  const runs = tokenRuns(text, minLength);
  const rules: readonly (() => readonly SecretSpan[] | Promise<readonly SecretSpan[]>)[] = [
    () => findTokens(text, starts('tokens').starts, runs).filter(isOutsidePublic),
    () => findAssignedValues(text, path, starts('names')),
    () => findNearbyPasswords(text, path, starts('passwords')),
    () => findMarkupValues(text, starts('named')),
    () => findNamedValues(text, starts('named')),
    () => findSecretCalls(text, starts('calls')),
    () => findCommandOptions(text, starts('commands')),
    () => findRecoveryCodes(text, starts('recovery')),
    () => findKeyBytes(text, starts('keyBytes')),
    () => (isWhole ? findSecretColumns(text, path, starts('columns').starts, pause) : noSpans),
    () => findCredentials(text, places.slice(lists.length), limit),
    () => findInsertedPasswords(text, starts('inserts')),
    () => findKubernetesSecrets(text, starts('manifests')),
    () => findRandomStrings(text, runs).filter(isOutsidePublic),
    () => (sourceFile.test(path) ? findDivided(text, path, limit) : noSpans),
    () => findEncoded(text, limit),
    () => limit.crowded(),
  ];
  for (const rule of rules) {
    const spans = rule();
    for (const span of spans instanceof Promise ? await spans : spans) found.push(span);
    if (pause && text.length > longestAtOnce) await pause();
  }
  await pause?.();
  return found;
}

const noSpans: readonly SecretSpan[] = [];

/** Secrets in string literals that are joined: all their parts. */
function findDivided(text: string, path: string, { spend }: WorkLimit): SecretSpan[] {
  return findJoinedLiterals(text).flatMap(({ pieces, text: line, joined }) => {
    const at = pieces[0]!.start;
    if (!spend(at, joinedUnits)) return [];
    const names = { starts: scanStrings(line)[1]!, spend: (_: number, units: number) => spend(at, units) };
    const spans = [...findStrings(line), ...findAssignedValues(line, path, names)];
    const span = spans.find(({ start, end }) => start < joined.end && end > joined.start);
    return span ? pieces.map(({ start, end }) => ({ start, end, rule: span.rule })) : [];
  });
}

/** All encoded strings are searched as one text, a line for each. */
function findEncoded(text: string, { spend }: WorkLimit): SecretSpan[] {
  const strings = findEncodedStrings(text);
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
  const inText = { spend: (at: number, units: number) => spend(strings[lineAt(at)]!.start, units) };
  const spans = [...findStrings(lines), ...findCredentials(lines, scan(lines).slice(lists.length), inText)];
  return spans.map(({ start, rule }) => ({ ...rangeOf(strings[lineAt(start)]!), rule }));
}

const rangeOf = ({ start, end }: EncodedString) => ({ start, end });

/** Of a text that joins literals. */
const joinedUnits = 60;

/** Tokens and random strings. */
function findStrings(text: string): SecretSpan[] {
  const runs = tokenRuns(text, minLength);
  return [...findTokens(text, scanStrings(text)[0]!, runs), ...findRandomStrings(text, runs)];
}

/** The start of the line around a position, if it is near; otherwise the position. */
function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return at - start <= longestLine ? start : at;
}
