// Remembers the complete lines that were learned as they were typed, to notice when one of them turns out to be a secret.
import { LRUCache } from 'lru-cache';
import { mask } from '../corpus/secrets/secretSpan.ts';
import { promptLength } from '../completion/request.ts';

const maxDocuments = 64;
/** Lines of a document. */
const maxLines = 400;
/** Characters of a secret from which on it must be forgotten. */
const leastSecretLength = 8;

export interface LearnedLines {
  /** Adds the complete lines before the caret. Returns true if one that was added before is a secret now. */
  observe(document: string, before: string): boolean;
  forget(document: string): void;
}

export function createLearnedLines(): LearnedLines {
  const documents = new LRUCache<string, Set<string>>({ max: maxDocuments });
  return {
    observe: (document, before) => {
      const text = before.slice(-promptLength);
      const lines = documents.get(document) ?? new Set<string>();
      const isSecret = becameSecret(lines, text);
      for (const line of text.split('\n').slice(0, -1)) {
        lines.delete(line);
        lines.add(line);
      }
      for (const line of lines) {
        if (lines.size <= maxLines) break;
        lines.delete(line);
      }
      documents.set(document, lines);
      return isSecret;
    },
    forget: (document) => void documents.delete(document),
  };
}

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
