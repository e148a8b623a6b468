// Tokens of many services in many places.
import assert from 'node:assert/strict';
import { decodeText } from '../../../../src/corpus/decode.ts';
import { maskSecrets } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { drawFrom, leaks, type Place } from './plantedSecrets.ts';
import { anyPlaces } from './secretPlaces.ts';
import { secretParts, tokenKinds } from './tokenKinds.ts';

/** As the corpus reads a file: without a byte order mark, with LF. */
function learned({ path, text }: Place, secret: string): string {
  return maskSecrets(decodeText(Buffer.from(text(secret))), path).text;
}

const parts = 5;

describe('secrets in all places', () => {
  for (const [index, [kind, make]] of Object.entries(tokenKinds).entries()) {
    it(`leaves no eight characters of a secret: ${kind}`, () => {
      const draw = drawFrom(kind.length);
      // Each kind in another part of the places, so that the test takes seconds.
      for (const [name, place] of Object.entries(anyPlaces).filter((_, at) => (at + index) % parts === 0)) {
        const secret = make(draw);
        if (secret.includes('\n') && !place.multi) continue;
        const text = learned(place, secret);
        assert.ok(!secretParts(secret).some((part) => leaks(text, part)), `${name}: ${text}`);
      }
    });
  }
});
