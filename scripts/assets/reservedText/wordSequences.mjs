// Finds text of one collection in another: sequences of 13 words, which two texts rarely share by chance.

const sequenceLength = 13;
/** Paragraphs of licenses and copyright notices are the same in many projects. */
const terms = /licen[cs]e|copyright|warrant(?:y|ies)|all rights reserved/i;
const words = /[\p{L}\p{N}_]+/gu;

/** The text without paragraphs that name a license or a copyright. */
export function withoutTerms(text) {
  return terms.test(text)
    ? text
        .split(/\n(?:[^\p{L}\p{N}\n]*\n)+/u)
        .filter((paragraph) => !terms.test(paragraph))
        .join('\n\n')
    : text;
}

/** 52-bit hashes of all sequences of 13 words in a text, in lower case. */
export function wordSequences(text) {
  const hashes = Array.from(withoutTerms(text).toLowerCase().matchAll(words), ([word]) => hashOf(word));
  const sequences = new Float64Array(Math.max(0, hashes.length - sequenceLength + 1));
  for (let start = 0; start < sequences.length; start++) {
    let [high, low] = [0, 0];
    for (let at = start; at < start + sequenceLength; at++) {
      high = (Math.imul(high, 0x01000193) + hashes[at]) | 0;
      low = (Math.imul(low, 0x85ebca6b) ^ hashes[at]) | 0;
    }
    sequences[start] = (high >>> 12) * 2 ** 32 + (low >>> 0) + 1;
  }
  return sequences;
}

function hashOf(word) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

/**
 * The sequences of the texts of some projects, to find them in other texts.
 * @param {Readonly<Record<string, readonly string[]>>} projects Texts by name of the project.
 */
export function sequenceTable(projects) {
  const parts = Object.entries(projects).map(([name, texts]) => [name, distinct(texts.map(wordSequences))]);
  const all = distinct(parts.map(([, sequences]) => sequences));
  const found = new Uint8Array(all.length);
  return {
    /** Places in the table of those sequences of another text that are in it, and the number of all. */
    lookUp: (text) => {
      const sequences = wordSequences(text);
      return { places: placesOf(all, sequences), count: sequences.length };
    },
    /** Remembers that the other texts contain the sequences at these places. */
    mark: (places) => places.forEach((place) => (found[place] = 1)),
    /** By project: the number of its distinct sequences, and the share of them that is marked. */
    shares: () =>
      Object.fromEntries(
        parts.map(([name, sequences]) => {
          const marked = placesOf(all, sequences).filter((place) => found[place] === 1).length;
          return [name, { sequences: sequences.length, share: marked / Math.max(1, sequences.length) }];
        }),
      ),
  };
}

const placesOf = (sorted, hashes) => Array.from(hashes, (hash) => placeOf(sorted, hash)).filter((place) => place >= 0);

function distinct(parts) {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  all.sort();
  return all.filter((hash, index) => index === 0 || hash !== all[index - 1]);
}

/** Binary search: the index, or -1. */
function placeOf(sorted, hash) {
  let [from, to] = [0, sorted.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] === hash) return middle;
    if (sorted[middle] < hash) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}
