import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSecrets } from '../../../../src/corpus/secrets/findSecrets.ts';
import { mask } from '../../../../src/corpus/secrets/secretSpan.ts';
import { maskSecrets } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { partBeingTyped } from '../../../../src/corpus/typedPart.ts';
import { assertMasked, masked } from './masked.ts';
import { drawFrom, passwordPlaces, places, secretKinds } from './plantedSecrets.ts';

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

describe('masking secrets', () => {
  for (const [kind, make] of Object.entries(secretKinds)) {
    it(`leaves no eight characters of a secret: ${kind}`, () => {
      const draw = drawFrom(kind.length);
      for (const { path, text } of Object.values(places)) {
        for (let round = 0; round < 5; round++) {
          const secret = make(draw);
          assertMasked(text(secret), path, secret, escaped(secret));
        }
      }
    });
  }

  for (const [name, { path, text }] of Object.entries(passwordPlaces)) {
    it(`masks a password in ${name}`, () => {
      const draw = drawFrom(7);
      for (let round = 0; round < 30; round++) {
        const password = `k${draw('password', 12)}7`;
        assertMasked(text(password), path, password);
      }
    });
  }

  for (const [kind, fixed] of [
    ['GitHub token', 'ghp_'],
    ['fine-grained GitHub token', 'github_pat_'],
    ['Stripe key', 'sk_live_'],
    ['age key', 'AGE-SECRET-KEY-1'],
    ['OpenAI project key', 'sk-proj-'],
  ] as const) {
    it(`masks every prefix of a secret: ${kind}`, () => {
      const secret = secretKinds[kind]!(drawFrom(3));
      for (let length = Math.max(8, fixed.length); length <= secret.length; length++) {
        const prefix = secret.slice(0, length);
        assertMasked(`const value = '${prefix}';\n`, 'a.ts', secret);
      }
    });
  }

  it('masks a private key that ends early, at every length', () => {
    const key = secretKinds['RSA key']!(drawFrom(5));
    for (let length = 40; length < key.length; length += 37) {
      assertMasked(`text\n${key.slice(0, length)}\n`, 'a.ts', key.slice(32));
    }
  });

  it('masks all words of a recovery phrase, and no other list of words', () => {
    const phrase = 'ranch wolf exotic cabbage timber pulse velvet minor orbit drift candy lemon';
    for (const name of ['Recovery phrase: ', 'mnemonic = "', 'SEED_PHRASE=', 'My seed words are ']) {
      assertMasked(`${name}${phrase}\n`, 'a.md', phrase);
    }
    const sentence = 'Seed data: load the rows with this script before you start the tests and the server here';
    assert.equal(masked(sentence, 'a.md'), sentence);
  });

  it('masks the short part between two parts of a token, and the token in an address', () => {
    const draw = drawFrom(9);
    const token = [draw('base62', 26), draw('base62', 6), draw('base62', 27)].join('.');
    const learned = masked(`client.login("${token}")\n`, 'a.js');
    assert.equal(learned, 'client.login("***")\n');
    const user = draw('hex', 40);
    assert.equal(
      masked(`git clone https://${user}@example.com/a.git\n`, 'a.md'),
      'git clone https://***@example.com/a.git\n',
    );
  });

  it('masks each secret once and keeps the text around it', () => {
    const token = secretKinds['GitHub token']!(drawFrom(1));
    assert.equal(masked(`const token = '${token}';\n`, 'a.ts'), `const token = '${mask}';\n`);
    assert.equal(masked(`${token} and ${token}`, 'a.md'), `${mask} and ${mask}`);
  });

  it('tells the line and the rule of each masked place, and not its value', () => {
    const draw = drawFrom(2);
    const text = `one\n${secretKinds['EC key']!(draw)}\nthree\n${secretKinds['npm token']!(draw)}\n`;
    const { masked: found } = maskSecrets(text, 'a.md');
    assert.deepEqual(found, [
      { line: 2, rule: 'private-key' },
      { line: 8, rule: 'npm-token' },
    ]);
  });

  for (const [what, text, path] of [
    ['a UUID', `id = '3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17'`, 'a.ts'],
    ['a color', `color: #a1b2c3d4; fill: rgba(10, 20, 30, 0.5);`, 'a.css'],
    ['a hash of a lock file', `integrity: sha512-${drawFrom(4)('base64', 86)}==`, 'a.yaml'],
    ['a revision', `uses: actions/checkout@${drawFrom(4)('hex', 40)}`, 'a.yaml'],
    ['a checksum', `sha256: ${drawFrom(4)('hex', 64)}`, 'a.yaml'],
    ['an image', `src="data:image/png;base64,${drawFrom(4)('base64', 200)}"`, 'a.html'],
    ['a certificate', `-----BEGIN CERTIFICATE-----\n${drawFrom(4)('base64', 64)}\n-----END CERTIFICATE-----`, 'a.txt'],
    ['identifiers', `getElementsByTagNameNS(ENABLE_EXPERIMENTAL_FEATURES_2024, utf8ArrayToHex32BitString)`, 'a.ts'],
    ['a path', `import x from '../../src/corpus/secrets/assignedValues.ts';`, 'a.ts'],
    ['types', `interface Login { password: string; token?: string; apiKey: ApiKey }`, 'a.ts'],
    ['variables', `const password = request.form['password']; const token = getToken(user);`, 'a.ts'],
    ['references', 'password: ${DB_PASSWORD}\ntoken: {{ vault.token }}\nsecret: $SECRET', 'a.yaml'],
    ['labels', `t('Enter your password'); label = { password: 'Password must have 8 characters' };`, 'a.ts'],
    ['prose', 'The password is required. Basic authentication uses a token: see below.', 'a.md'],
    ['an identifier that repeats a word', 'import { convertIPv4MappedIPv6ToIPv4 } from "./ip";', 'a.ts'],
    ['a class of characters', 'const ulid = /^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$/;', 'a.ts'],
    ['an alphabet', `const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';`, 'a.ts'],
  ] as const) {
    it(`leaves ${what} alone`, () => assert.equal(masked(text, path), text));
  }

  it('changes nothing in other text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab 0_:/\n="\'', '😀'), maxLength: 300 });
    fc.assert(fc.property(text, (text) => assert.equal(masked(text, 'a.ts'), text)));
  });

  it('finds the same in parts as in the whole text', () => {
    const draw = drawFrom(5);
    const kinds = Object.values(secretKinds);
    const text = Array.from({ length: 400 }, (_, index) => {
      const place = Object.values(places)[index % Object.keys(places).length]!;
      return `${place.text(kinds[index % kinds.length]!(draw))}\nwords between ${index}\n`;
    }).join('');
    const whole = findSecrets(text, 'a.md', { size: Infinity, context: 0 });
    for (const size of [3000, 7777, 50_000]) {
      assert.deepEqual(findSecrets(text, 'a.md', { size, context: 45_000 }), whole, `${size}`);
    }
  });

  it('leaves out a part that is being typed, and still recognizes a secret around them', () => {
    const token = secretKinds['GitHub token']!(drawFrom(4));
    const text = `one\nhalf ${token.slice(0, 20)}\nkey = "${token}"\n`;
    const { text: kept, masked: places } = maskSecrets(text, 'a.ts', [
      partBeingTyped(text, { line: 1, character: 3 }, 'line'),
    ]);
    assert.equal(kept, 'one\nkey = "***"\n');
    const found = places.map(({ line }) => line);
    assert.deepEqual(found, [3]);
    const key = secretKinds['EC key']!(drawFrom(5));
    for (let line = 0; line <= 5; line++) {
      const typed = `a\n${key}\nb`;
      const { text: rest } = maskSecrets(typed, 'a.ts', [partBeingTyped(typed, { line, character: 1 }, 'sentences')]);
      for (const part of key.split('\n')) assert.ok(!rest.includes(part.slice(0, 8)), rest);
    }
  });
});
