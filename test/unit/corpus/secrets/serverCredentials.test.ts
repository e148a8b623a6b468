// Passwords in commands and configuration of many programs, and in notes, that people have chosen.
import assert from 'node:assert/strict';
import { assertMasked, masked } from './masked.ts';
import { drawFrom, type Draw } from './plantedSecrets.ts';

type Places = Readonly<Record<string, readonly [path: string, text: (password: string) => string]>>;

/** Those of `passwordPlaces.ts` are among the examples of its rules. */
const places: Places = {
  'a keychain': ['a.sh', (v) => `security unlock-keychain -p ${v} login.keychain\n`],
  'a certificate': ['a.sh', (v) => `security import c.p12 -P "${v}"\ncertutil -p ${v} -importpfx c.pfx\n`],
  'rows without names of columns': [
    'a.sql',
    (v) => `INSERT INTO users VALUES (1, 'bob@example.org', '${v}', now());\n`,
  ],
  'an example of an interface': ['a.yaml', (v) => `password:\n  type: string\n  example: ${v}\n`],
  'a client for interfaces': ['a.json', (v) => `{"values":[{"key":"userPass","value":"${v}","enabled":true}]}\n`],
  'a label for a wireless network': ['a.md', (v) => `WLAN-Schlüssel: ${v}\n`],
  'a network and its key': ['a.md', (v) => `WLAN: FirmaGast, Schlüssel: ${v}\n`],
  'a word for a password': ['a.md', (v) => `Losungswort: ${v}\n`],
  'an abbreviation': ['a.md', (v) => `Benutzer: admin, Kw: ${v}\n`],
  'another abbreviation': ['a.md', (v) => `Passw: ${v}\n`],
  'a question in German': ['a.md', (v) => `Sicherheitsfrage: Mädchenname der Mutter - Antwort: ${v}\n`],
  'a question in English': ['a.md', (v) => `Security question: first pet? Answer: ${v}\n`],
};

const chosen: readonly ((draw: Draw) => string)[] = [
  (draw) => `Kessel${draw('digits', 4)}!`,
  (draw) => `HafenGiebel${draw('digits', 2)}`,
  (draw) => `wieseofen${draw('digits', 3)}`,
  (draw) => `Größe-Öl${draw('digits', 4)}`,
];

describe('passwords that people have chosen', () => {
  for (const [name, [path, text]] of Object.entries(places)) {
    it(`are masked: ${name}`, () => {
      const draw = drawFrom(name.length);
      for (const make of chosen) {
        const password = make(draw);
        assertMasked(text(password), path, password);
      }
    });
  }

  for (const [label, value] of [
    ['Passwort', 'Nagel Regen 56!'],
    ['Passwort', 'SchlüsselblüteGiebel'],
    ['LUKS', 'river-meadow-umbrella-island-yellow'],
    ['SIM-Karte PUK1', drawFrom(1)('digits', 8)],
    ['TAN', drawFrom(2)('digits', 6)],
    ['Verification code', drawFrom(3)('digits', 6)],
  ] as const) {
    it(`are masked after the label ${label}: ${value}`, () => {
      assert.equal(masked(`${label}: ${value}\n`, 'a.md'), `${label}: ***\n`);
    });
  }

  it('are masked if they are codes of a message or a card', () => {
    const code = drawFrom(4)('digits', 6);
    assert.equal(
      masked(`Your verification code is ${code}. Do not share it.\n`, 'a.md'),
      'Your verification code is ***. Do not share it.\n',
    );
    assert.equal(masked(`{"cvv": "${code.slice(3)}"}`, 'a.json'), '{"cvv": "***"}');
  });

  for (const [what, text] of [
    ['instructions', 'Passwort: mindestens 8 Zeichen. Passwort: siehe Kapitel 12.\nPassword: at least 8 characters\n'],
    ['keys of tables', 'Der Schlüssel: Geduld. Schlüssel: siehe Aushang. WLAN-Schlüssel: wird verschickt.\n'],
    ['weeks and powers', 'KW: 23. Leistung in kW: 55. Kw: siehe Plan.\n'],
    ['sentences', 'enable secret scanning, then enable password protection. The option key is documented.\n'],
    ['answers', 'Security question: what is it? Answer: none of them.\n'],
    ['counts', 'The verification code has 6 digits. The TAN list is sent. PUK: see the card.\n'],
  ] as const) {
    it(`are not ${what}`, () => assert.equal(masked(text, 'a.md'), text));
  }
});
