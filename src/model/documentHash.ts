import { fnv1a } from './network/fnv1a.ts';

const encoder = new TextEncoder();

/** Identifies a document in the hashed contexts of context mixing: the same path has the same number. */
export function documentHash(path: string): number {
  return fnv1a(encoder.encode(path));
}
