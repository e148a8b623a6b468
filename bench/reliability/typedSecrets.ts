// What is learned of a secret that is typed key by key, and of a window of a document that begins or ends anywhere in a secret.
import { maskBeforeCaret } from '../../src/corpus/secrets/maskBeforeCaret.ts';
import { maskSecrets } from '../../src/corpus/secrets/maskSecrets.ts';
import { partBeingTyped } from '../../src/corpus/typedPart.ts';
import { eightCharactersOf, type EightCharacters } from './eightCharacters.ts';
import { note, type Report } from './result.ts';
import { plantedDocuments, withoutLabels, type PlantedDocument } from './secrets.ts';

export interface TypedCounts {
  /** Secrets, and positions in them that were tried. */
  typed: number;
  positions: number;
  leaked: number;
}

/** UTF-16 units that the model reads before the caret. */
const readLength = 6000;
/** Every position in secrets of this length, and as many in longer ones. */
const mostPositions = 200;
/** A window may begin so long before a secret. UTF-16 units. */
const margin = 8;

export function typeSecrets(count: number): Report<TypedCounts> {
  const counts = { typed: 0, positions: 0, leaked: 0 };
  const failures: string[] = [];
  for (const planted of plantedDocuments(count)) {
    const { what, secret, document } = planted;
    const n = counts.typed++;
    const windows = eightCharactersOf([withoutLabels(secret)]);
    const start = startOf(planted);
    const step = Math.ceil(secret.length / mostPositions);
    const end = document.indexOf('\n', start + secret.length) + 1 || document.length;
    for (let at = Math.max(0, start - margin); at <= end; at += step) {
      counts.positions++;
      const leak = leakOfTyping(planted, at, windows) ?? leakOfWindow(planted, at, windows);
      if (leak === undefined) continue;
      counts.leaked++;
      note(failures, `secret ${n}: ${what}, ${leak} at ${at - start} of ${secret.length}`);
    }
  }
  return { counts, failures };
}

/** Of a document that was typed up to a position. What is being typed is not learned, also not when the document is saved. */
function leakOfTyping({ path, document }: PlantedDocument, at: number, windows: EightCharacters) {
  const before = document.slice(0, at);
  const lines = before.split('\n');
  const caret = { line: lines.length - 1, character: lines.at(-1)!.length };
  const completeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1);
  const learned = [
    completeLines(maskBeforeCaret(before, '', readLength, path)),
    maskSecrets(before, path, [partBeingTyped(before, caret, 'sentences')]).text,
  ];
  return learned.some((text) => windows.findIn(Buffer.from(text)) !== undefined) ? 'typed' : undefined;
}

/** Of a window that begins at a position, and of one that ends there in the middle of a document. */
function leakOfWindow({ path, document }: PlantedDocument, at: number, windows: EightCharacters) {
  const begins = maskBeforeCaret(document, '', document.length - at, path);
  const ends = maskBeforeCaret(document.slice(0, at), document.slice(at), readLength, path);
  return [begins, ends].some((text) => windows.findIn(Buffer.from(text)) !== undefined) ? 'in a window' : undefined;
}

function startOf({ text, secret, document }: PlantedDocument): number {
  return document.indexOf(text) + text.indexOf(secret.slice(0, margin));
}
