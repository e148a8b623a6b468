// Finds everything in a text that looks like a secret, by our own rules and those of secretlint. Text cannot switch a rule off.
import type { Pause } from '../pauses.ts';
import { findAssignedValues, secretNameWords, sourceFile } from './assignedValues.ts';
import { findCommandOptions, optionCommands } from './commandOptions.ts';
import { credentialWords, findCredentials } from './findCredentials.ts';
import { findInsertedPasswords, insertWords } from './insertedPasswords.ts';
import { findJoinedLiterals } from './joinedLiterals.ts';
import { findKubernetesSecrets, manifestWords } from './kubernetesSecrets.ts';
import { findEncodedStrings } from './percentEncoded.ts';
import { findKeyBytes, keyByteWords } from './keyBytes.ts';
import { findKeyBlocks } from './keyBlocks.ts';
import { findRandomStrings, minLength } from './randomStrings.ts';
import { findLoginModules, loginModuleWords } from './loginModules.ts';
import { findMarkupValues } from './markupValues.ts';
import { findNamedValues } from './namedValues.ts';
import { findNearbyPasswords } from './nearbyPasswords.ts';
import { otherSecretStarts, passwordWordStarts } from './passwordWord.ts';
import { callWords, findSecretCalls } from './secretCalls.ts';
import { findRecoveryCodes, recoveryWords } from './recoveryCodes.ts';
import { columnWords, findSecretColumns } from './secretColumns.ts';
import { findTokens, tokenPrefixes } from './findTokens.ts';
import { mergeSpans, type SecretSpan } from './secretSpan.ts';
import { mayHoldSecretlintMatch, secretlintWords } from './secretlintBeginnings.ts';
import { tokenRuns } from './tokenRuns.ts';
import { createWordScanner } from './wordScanner.ts';

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
 * @throws Error when secretlint fails.
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

/** Loads the rules that load on first use, so that the first text is searched about 20 ms sooner. */
export async function loadRules(): Promise<void> {
  await findSecrets('password = ""\n_authToken=', '.npmrc');
}

/** The words of each rule. */
const wordLists = {
  tokens: tokenPrefixes,
  names: secretNameWords,
  columns: columnWords,
  secretlint: secretlintWords,
  inserts: insertWords,
  manifests: manifestWords,
  loginModules: loginModuleWords,
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
  const found = [...blocks.secret];
  const places = scan(text);
  const starts = (list: WordList): readonly number[] => places[listAt[list]]!;
  const runs = tokenRuns(text, minLength);
  const rules: readonly (() => readonly SecretSpan[] | Promise<readonly SecretSpan[]>)[] = [
    () => findTokens(text, starts('tokens'), runs).filter(isOutsidePublic),
    () => findAssignedValues(text, path, starts('names')),
    () => findNearbyPasswords(text, path, starts('passwords')),
    () => findMarkupValues(text, starts('named')),
    () => findNamedValues(text, starts('named')),
    () => findSecretCalls(text, starts('calls')),
    () => findCommandOptions(text, starts('commands')),
    () => findRecoveryCodes(text, starts('recovery')),
    () => findKeyBytes(text, starts('keyBytes')),
    () => (isWhole ? findSecretColumns(text, path, starts('columns'), pause) : noSpans),
    () => findCredentials(text, places.slice(lists.length)),
    () => findInsertedPasswords(text, starts('inserts')),
    () => findKubernetesSecrets(text, starts('manifests')),
    () => findLoginModules(text, starts('loginModules')),
    () => findRandomStrings(text, runs).filter(isOutsidePublic),
    () => (sourceFile.test(path) ? findDivided(text, path) : noSpans),
    () => findEncoded(text),
    // Loaded on first use: activation is faster.
    () => (mayHoldSecretlintMatch(text, starts('secretlint')) ? findWithRules(text) : noSpans),
  ];
  for (const rule of rules) {
    const spans = rule();
    for (const span of spans instanceof Promise ? await spans : spans) found.push(span);
    if (pause && text.length > longestAtOnce) await pause();
  }
  await pause?.();
  return found;
}

async function findWithRules(text: string): Promise<SecretSpan[]> {
  return (await import('./secretlint.ts')).findWithSecretlint(text);
}

const noSpans: readonly SecretSpan[] = [];

/** Secrets in string literals that are joined: all their parts. */
function findDivided(text: string, path: string): SecretSpan[] {
  return findJoinedLiterals(text).flatMap(({ pieces, text: line, joined }) => {
    const spans = [...findStrings(line), ...findAssignedValues(line, path, scanStrings(line)[1]!)];
    const span = spans.find(({ start, end }) => start < joined.end && end > joined.start);
    return span ? pieces.map(({ start, end }) => ({ start, end, rule: span.rule })) : [];
  });
}

function findEncoded(text: string): SecretSpan[] {
  return findEncodedStrings(text).flatMap(({ start, end, decoded }) => {
    const [span] = [...findStrings(decoded), ...findCredentials(decoded, scan(decoded).slice(lists.length))];
    return span ? [{ start, end, rule: span.rule }] : [];
  });
}

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
