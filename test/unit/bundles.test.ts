// Nothing leaves the machine: none of the programs in the package has the means to reach another one.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

const imported = /(?:\bfrom|\bimport|\brequire\()\s*["'](?:node:)?([\w/]+)["']/g;
const reaching = ['net', 'tls', 'dgram', 'dns', 'dns/promises', 'http', 'https', 'http2', 'inspector'];
/** Called with something; a cache has a method of this name, defined and mentioned. */
const ofTheBrowser =
  /(?<![.\w#])(?:fetch|sendBeacon)\((?!\)|[^;]*?\)\s*\{)|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/g;

describe('the bundles', () => {
  const bundles = globSync('dist/*.{cjs,mjs,js}');

  it('are there', () => assert.ok(bundles.length >= 5, bundles.join()));

  for (const bundle of bundles) {
    it(`${bundle} imports nothing that reaches a network`, () => {
      const code = readFileSync(bundle, 'utf8');
      const modules = [...code.matchAll(imported)].map(([, name]) => name!);
      assert.deepEqual(
        modules.filter((name) => reaching.includes(name)),
        [],
      );
      assert.deepEqual(code.match(ofTheBrowser) ?? [], []);
    });
  }
});
