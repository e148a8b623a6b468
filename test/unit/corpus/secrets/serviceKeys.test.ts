// Keys of services without a format of their own: their name ends in "key", or a part of them looks random.
import assert from 'node:assert/strict';
import { assertMasked, masked } from './masked.ts';
import { drawFrom, type Draw } from './plantedSecrets.ts';
import { uuid } from './tokenKinds.ts';

const keys: Readonly<Record<string, (draw: Draw) => string>> = {
  'a UUID': uuid,
  '40 hexadecimal digits': (draw) => `a1${draw('hex', 38)}`,
  '20 hexadecimal digits': (draw) => `a1${draw('hex', 18)}`,
  '15 letters and digits': (draw) => `k8${draw('base62', 12)}Q`,
};

const names: Readonly<Record<string, readonly [path: string, text: (key: string) => string]>> = {
  'a variable of the environment': ['a.txt', (key) => `ACME_KEY=${key}\nLOG=info\n`],
  'a line in YAML': ['a.yml', (key) => `acme_key: ${key}\n`],
  'a section in TOML': ['a.toml', (key) => `[acme]\nkey = "${key}"\n`],
  'an object in YAML': ['a.yml', (key) => `acme: { key: "${key}" }\n`],
  'a property in JSON': ['a.json', (key) => `{ "acmeKey": "${key}", "other": 1 }\n`],
  'a property in TypeScript': ['a.ts', (key) => `const options = { key: '${key}' };\n`],
};

describe('keys of services', () => {
  for (const [kind, make] of Object.entries(keys)) {
    for (const [name, [path, text]] of Object.entries(names)) {
      it(`are masked if they are ${kind} in ${name}`, () => {
        const draw = drawFrom(kind.length + name.length);
        for (let round = 0; round < 20; round++) {
          const key = make(draw);
          assertMasked(text(key), path, key);
        }
      });
    }
  }

  it('are masked as a whole where one part of several looks random', () => {
    const draw = drawFrom(3);
    const long = draw('base62', 40);
    for (const key of [
      `${draw('base62', 6)}4.${draw('base62', 6)}7:${long}`,
      `${draw('base62', 8)}2.${long}`,
      `${uuid(draw)}:${long}`,
      `${long}.${draw('base62', 10)}5`,
    ]) {
      assert.equal(masked(`client.open("${key}")\n`, 'a.js'), 'client.open("***")\n');
    }
    const named = `https://example.org/main.${long}.bundle\n`;
    assert.match(masked(named, 'a.md'), /main\.\*\*\*\.bundle/);
  });

  for (const [what, path, text] of [
    [
      'keys of tables',
      'a.json',
      `{ "primaryKey": "${uuid(drawFrom(5))}", "cacheKey": "a1${drawFrom(6)('hex', 38)}" }\n`,
    ],
    ['public keys', 'a.yml', `public_key: a1${drawFrom(7)('hex', 38)}\n`],
    ['names', 'a.ts', `{ key: 'user-settings-2024', otherKey: 'com.example.app2.title' }\n`],
    ['identifiers', 'a.ts', 'const key = base64Url2Bytes(text);\nconst turnkey = "k8Qm2Vx9Lw4Tz7";\n'],
    ['revisions', 'a.yml', `rev: ${drawFrom(8)('hex', 40)}\n`],
  ] as const) {
    it(`are not ${what}`, () => assert.equal(masked(text, path), text));
  }
});
