// What masking makes of a text.
import assert from 'node:assert/strict';
import { maskSecrets } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { leaks } from './plantedSecrets.ts';

export const masked = (text: string, path = 'a.md'): string => maskSecrets(text, path).text;

/** Masking leaves no eight characters in a row of the secrets. */
export function assertMasked(text: string, path: string, ...secrets: readonly string[]): void {
  const learned = masked(text, path);
  for (const secret of secrets) assert.ok(!leaks(learned, secret), learned);
}
