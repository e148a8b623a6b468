// Finds everything in a text that looks like a secret, by our own rules and those of secretlint. Text cannot switch a rule off.
import type { Pause } from '../pauses.ts';
import { findAssignedValues, secretNameWords } from './assignedValues.ts';
import { credentialWords, findCredentials } from './credentialPatterns.ts';
import { findKeyBlocks } from './keyBlocks.ts';
import { findRandomStrings, minLength } from './randomStrings.ts';
import { findSecretColumns } from './secretColumns.ts';
import { mergeSpans, type SecretSpan } from './secretSpan.ts';
import { mayHoldSecretlintMatch, secretlintWords } from './secretlintBeginnings.ts';
import { findTokens, tokenPrefixes } from './tokenFormats.ts';
import { tokenRuns } from './tokenRuns.ts';
import { createWordScanner } from './wordScanner.ts';

/**
 * Long texts are searched in parts, in UTF-16 units. The rules see the context on both sides of a part, too, which is larger than
 * any key block, so that the result is that of the whole text.
 */
const defaultParts = { size: 250_000, context: 45_000 };
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
  const found = await findSecretColumns(text, path, pause);
  for (let start = 0; start < text.length;) {
    const end = text.length - start <= parts.size + parts.context ? text.length : lineStart(text, start + parts.size);
    const from = lineStart(text, Math.max(0, start - parts.context));
    const part = text.slice(from, end + parts.context);
    for (const span of await findInPart(part, path, pause)) {
      const moved = { ...span, start: span.start + from, end: span.end + from };
      if (moved.end > start && moved.start < end) found.push(moved);
    }
    start = end;
  }
  return mergeSpans(found);
}

const scanWords = createWordScanner({
  tokens: tokenPrefixes,
  names: secretNameWords,
  credentials: credentialWords,
  secretlint: secretlintWords,
});

async function findInPart(text: string, path: string, pause: Pause | undefined): Promise<SecretSpan[]> {
  const blocks = findKeyBlocks(text);
  const isOutsidePublic = ({ start }: SecretSpan): boolean =>
    !blocks.public.some((block) => start >= block.start && start < block.end);
  const found = [...blocks.secret];
  const starts = scanWords(text);
  const runs = tokenRuns(text, minLength);
  const rules: readonly (() => readonly SecretSpan[] | Promise<readonly SecretSpan[]>)[] = [
    () => findTokens(text, starts.tokens, runs).filter(isOutsidePublic),
    () => findAssignedValues(text, path, starts.names),
    () => findCredentials(text, starts.credentials),
    () => findRandomStrings(text, runs).filter(isOutsidePublic),
    // Loaded on first use: activation is faster.
    async () =>
      mayHoldSecretlintMatch(text, starts.secretlint)
        ? (await import('./secretlint.ts')).findWithSecretlint(text)
        : noSpans,
  ];
  for (const rule of rules) {
    for (const span of await rule()) found.push(span);
    await pause?.();
  }
  return found;
}

const noSpans: readonly SecretSpan[] = [];

/** The start of the line around a position, if it is near; otherwise the position. */
function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return at - start <= longestLine ? start : at;
}
