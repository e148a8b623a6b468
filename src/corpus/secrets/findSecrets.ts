// Finds everything in a text that looks like a secret, by our own rules. Text cannot switch a rule off.
import { findAssignedValues } from './assignedValues.ts';
import { findCredentials } from './credentialPatterns.ts';
import { findKeyBlocks } from './keyBlocks.ts';
import { findRandomStrings } from './randomStrings.ts';
import { mergeSpans, type SecretSpan } from './secretSpan.ts';
import { findTokens } from './tokenFormats.ts';

/** `text`: a whole document, or one that begins and ends outside any key block. Sorted, without overlaps. */
export function findSecrets(text: string, path: string): SecretSpan[] {
  const blocks = findKeyBlocks(text);
  const outsidePublic = ({ start }: SecretSpan): boolean =>
    !blocks.public.some((block) => start >= block.start && start < block.end);
  return mergeSpans([
    ...blocks.secret,
    ...findTokens(text).filter(outsidePublic),
    ...findAssignedValues(text, path),
    ...findCredentials(text, path),
    ...findRandomStrings(text).filter(outsidePublic),
  ]);
}
