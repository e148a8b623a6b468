import { fnv1a } from './network/fnv1a.ts';

const encoder = new TextEncoder();

/** The number by which context mixing knows a document: the same for the same path. */
export function documentHash(path: string): number {
  return fnv1a(encoder.encode(path));
}
