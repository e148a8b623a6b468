// Keys that programs and services draw: no person writes them.
import { randomEvidence } from '../../../model/randomEvidence.ts';
import { standsForSecret } from './placeholders.ts';

/** As Google writes keys and passwords of programs: qzvx kfpt wmra ydhu. */
export function isInFours(value: string): boolean {
  return lettersInFours.test(value) && randomEvidence(value.replaceAll(' ', '')) > leastFoursEvidence;
}
const lettersInFours = /^(?:[a-z2-7]{4} ){3,7}[a-z2-7]{4}$/;
/** Bits. */
const leastFoursEvidence = 4;

/** What services draw for a key: hexadecimal digits, a UUID, or letters and digits in an order that no person writes. */
export function isRandomKey(value: string): boolean {
  if (standsForSecret(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^[\da-f]{16,}$|^[\dA-F]{16,}$/.test(value)) return new Set(value).size >= 8;
  return anyUuid.test(value) || randomEvidence(value) > 0;
}
/** The UUID may stand anywhere in the key: `acme_live_` may come first. */
const anyUuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i;

/** Hexadecimal digits or a UUID, as programs draw keys. Part of a regular expression without regard to case. */
export const drawnKey = String.raw`(?:[\da-f]{32,128}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})(?![\w-])`;
