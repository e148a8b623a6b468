// Recognizes that a line which was learned turned out to be a secret, for example when its last characters were typed later.
import { mask } from './mask.ts';

/** Characters of a secret from which on it must be forgotten. */
const leastSecretLength = 8;

/**
 * Whether a masked line of `text` replaced one of the learned lines. Only the text before the mask is compared, so that the
 * result may also be true for a line that only begins like the secret's line.
 */
export function becameSecret(learned: ReadonlySet<string>, text: string): boolean {
  if (!text.includes(mask)) return false;
  const lines = new Set(text.split('\n'));
  const prefixes = [...lines]
    .filter((line) => line.includes(mask) && !learned.has(line))
    .map((line) => line.slice(0, line.indexOf(mask)));
  if (prefixes.length === 0) return false;
  for (const line of learned) {
    if (lines.has(line) || line.includes(mask)) continue;
    if (prefixes.some((prefix) => line.startsWith(prefix) && line.length - prefix.length >= leastSecretLength))
      return true;
  }
  return false;
}
