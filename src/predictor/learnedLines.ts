// Remembers the complete lines that were learned as they were typed, to notice when one of them turns out to be a secret.
import { LRUCache } from 'lru-cache';
import { becameSecret } from '../corpus/secrets/becameSecret.ts';
import { promptLength } from '../completion/request.ts';

const maxDocuments = 64;
/** Lines of a document. */
const maxLines = 400;

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
