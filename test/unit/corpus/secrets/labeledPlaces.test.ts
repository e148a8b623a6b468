// Passwords that people choose, and other values without a format, where a label names them.
import assert from 'node:assert/strict';
import {
  chosenPasswords,
  labeledPlaces,
  labelsOfLanguages,
  laterNamedPlaces,
  passphrasePlaces,
  wordPlaces,
} from './labeledPlaces.ts';
import { assertMasked, masked } from './masked.ts';
import { drawFrom } from './plantedSecrets.ts';

describe('labeled secrets', () => {
  for (const [name, { path, text }] of Object.entries({ ...labeledPlaces, ...laterNamedPlaces })) {
    it(`masks a chosen password in ${name}`, () => {
      for (const password of chosenPasswords) {
        assertMasked(text(password), path, password);
      }
    });
  }

  for (const [language, labels] of Object.entries(labelsOfLanguages)) {
    it(`masks a chosen password after a label in ${language}`, () => {
      for (const label of labels) {
        for (const password of chosenPasswords) {
          assertMasked(`- ${label}${password}\n`, 'a.md', password);
        }
      }
    });
  }

  for (const [name, { path, text }] of Object.entries(passphrasePlaces)) {
    it(`masks a passphrase in ${name}`, () => {
      const phrase = 'pepper winter jungle saddle';
      assertMasked(text(phrase), path, phrase);
    });
  }

  for (const [name, { path, text }] of Object.entries(wordPlaces)) {
    it(`masks words in ${name}`, () => {
      for (const words of ['pepperwinterjungle', 'correct-horse-battery']) {
        assertMasked(text(words), path, words);
      }
    });
  }

  it('masks a value with quotes or signs as a whole', () => {
    for (const [before, value, after, path] of [
      [`password: '`, `it''s aLongSecret99`, `'\n`, 'a.yml'],
      [`password: '`, `pepper''WinterSaddle`, `' # old\n`, 'a.yml'],
      [`var password = @"`, `pepper""WinterSaddle`, `";\n`, 'a.cs'],
      [`ALTER USER bob IDENTIFIED BY "`, `x,Y9{z}8&k<3`, `";\n`, 'a.sql'],
      [`let password: Option<&str> = Some("`, `x,Y9{z}8&k<3`, `");\n`, 'a.rs'],
      [`password = """\n`, `pepperWinterSaddle`, `"""\n`, 'a.toml'],
      [`load("k.jks", "`, `Harbor-dragon-8328`, `".toCharArray());\n`, 'A.java'],
      [`users = {"a": "`, `Harbor-dragon-8328`, `"}\n`, 'a.py'],
      [`mail.example.org:bob:`, `Harbor-dragon-8328`, `\n`, 'a.txt'],
      [`Shop (bob@example.org): `, `Harbor-dragon-8328`, `\n`, 'a.txt'],
      [`docs: (admin, `, `Harbor-dragon-8328`, `)\n`, 'a.txt'],
      [`ALTER USER bob PASSWORD '`, `pepper''WinterSaddle`, `';\n`, 'a.sql'],
    ] as const) {
      assert.equal(masked(before + value + after, path), `${before}***${after}`);
    }
  });

  it('masks all lines of a value that goes on', () => {
    const text = 'db.password = pepper\\\n    Winter\\\n    Saddle\ndb.user=bob\n';
    assert.equal(masked(text, 'a.properties'), 'db.password = ***\ndb.user=bob\n');
  });

  it('masks the columns of copied rows that hold secrets, up to the end of the rows', () => {
    const rows = (password: string): string =>
      `COPY users (id, password_hash, reset_password_sent_at) FROM stdin;\n1\t${password}\t2024-05-11 10:00:00\n` +
      `2\t\\N\t\\N\n\\.\n\na\tpepper99winter\tb\n`;
    assert.equal(masked(rows('pepperwintersaddle'), 'a.sql'), rows('***'));
  });

  it('masks cells with the separator, and words, in separated values', () => {
    const table = 'url,user,password,note\na,bob,"tiger,amber99",x\nb,eve,saddleharbor,"old, unused"\n';
    assert.equal(masked(table, 'a.csv'), 'url,user,password,note\na,bob,"***",x\nb,eve,***,"old, unused"\n');
  });

  it('masks both parts of a value that continues on the next line', () => {
    const draw = drawFrom(12);
    const [one, two] = [draw('base62', 8), `${draw('base62', 8)}4x`];
    assert.equal(masked(`TOKEN = "${one}" + \\\n    "${two}"\n`, 'a.py'), 'TOKEN = "***" + \\\n    "***"\n');
  });

  it('masks a password with a dollar sign', () => {
    assert.equal(masked(`password: $Harbor2024wint\n`, 'a.yml'), `password: ***\n`);
    assert.equal(masked(`The password is $Harbor2024wint.\n`), `The password is ***.\n`);
    assert.equal(masked(`plain_text_passwd: '$lRfmxh0a'\n`, 'a.yml'), `plain_text_passwd: '***'\n`);
  });

  it('masks a password that begins with a hyphen, and no option', () => {
    assert.equal(masked('The password for the box is "-4+6bYR!d1"\n'), 'The password for the box is "***"\n');
    const command = 'Set the password with "--auth-mode=v2" and `-Dauth.mode=v2x9`\n';
    assert.equal(masked(command), command);
  });

  it('masks the strings of a list that is joined', () => {
    const draw = drawFrom(13);
    const [one, two, three] = [`ghp_${draw('base62', 12)}`, draw('lower', 12), draw('lower', 12)];
    const list = (a: string, b: string, c: string): string => `const t = ['${a}', '${b}',\n  '${c}'].join('');\n`;
    assert.equal(masked(list(one, two, three), 'a.js'), list('***', '***', '***'));
    const words = `['border', 'input-12', 'active'].join(''); ['a', 'b'].join(', ');\n`;
    assert.equal(masked(words, 'a.js'), words);
  });

  it('masks a key in base 64 as a whole, although it begins like a path', () => {
    const draw = drawFrom(14);
    const key = `uf/${draw('base62', 24)}/xqZpLDMo/${draw('base62', 30)}/oXz1B3zy/${draw('base62', 20)}`;
    assert.equal(masked(`keyB64: ${key}\n`, 'a.yaml'), 'keyB64: ***\n');
    const path = `assets/images/${draw('base62', 20)}/thumbnails/of/the/gallery/in/summer/${draw('base62', 20)}`;
    assert.match(masked(`see ${path}\n`), /thumbnails\/of/);
  });

  it('masks words that contain the word for a key', () => {
    assert.equal(masked('password = "MonkeyHarbor"\n', 'a.py'), 'password = "***"\n');
    assert.equal(
      masked('url,user,password\na,bob,donkey-velvet-turkey-copper\n', 'a.csv'),
      'url,user,password\na,bob,***\n',
    );
    for (const name of ['sshKey', 'public_key', 'primarykey', 'auth/field', 'keyField']) {
      assert.equal(masked(`password: '${name}',\n`, 'a.ts'), `password: '${name}',\n`);
    }
  });

  it('masks all recovery codes below an announcement', () => {
    const draw = drawFrom(6);
    const codes = Array.from({ length: 8 }, () => `${draw('lower', 3)}4${draw('hex', 1)}-${draw('hex', 4)}7`);
    for (const text of [
      `## GitHub recovery codes\n\n${codes.join('\n')}\n\nEnd\n`,
      JSON.stringify({ notes: `Backup codes:\n${codes.join('\n')}` }),
    ]) {
      assertMasked(text, 'a.md', ...codes);
    }
  });

  it('masks codes of digits and letters after a label', () => {
    for (const [label, code] of [
      ['WLAN-Schlüssel', '30394737811551016676'],
      ['Entsperrcode', '326969477156'],
      ['Safe code', '8845886028'],
      ['Türcode', '48215577'],
      ['PIN for the door', '4821337734221158'],
      ['PIN Bankkarte', '4839566253'],
      ['Passcode', '607430055'],
      ['Verification code', '13329932'],
      ['Activation code', 'HRNW-Y6CY-G4BB-YOUZ'],
      ['TOTP secret', 'ELEO HJBR GXYG NYCX IJBU TKQY MXMG FJLF'],
      ['BitLocker recovery key', '482913-117384-559023-661728-203948-771625-019283-445566'],
      ['TOTP seed', 'jmyj b5us rc7l gt5a 726t vshd gslg 4urk'],
    ] as const) {
      assert.equal(masked(`${label}: ${code}\n`), `${label}: ***\n`);
    }
  });

  it('masks a key that is written as a list of bytes, and no table', () => {
    const draw = drawFrom(8);
    const bytes = Array.from({ length: 32 }, () => `0x${draw('hex', 2)}`).join(', ');
    assert.equal(masked(`uint8_t key[32] = { ${bytes} };\n`, 'a.c'), 'uint8_t key[32] = { *** };\n');
    assert.equal(masked(`zha_key: [${bytes}]\n`, 'a.yaml'), 'zha_key: [***]\n');
    const key = draw('base62', 16);
    assert.equal(
      masked(`static byte[] KEY = "${key}".getBytes();\n`, 'A.java'),
      'static byte[] KEY = "***".getBytes();\n',
    );
    assert.equal(masked(`key := []byte("${key}")\n`, 'a.go'), 'key := []byte("***")\n');
    const codes = `int keyCodes[] = { ${Array.from({ length: 32 }, (_, at) => 65 + at).join(', ')} };\n`;
    assert.equal(masked(codes, 'a.c'), codes);
  });

  it('masks a key of 40 digits or an identifier that a name calls a key', async () => {
    const draw = drawFrom(9);
    const key = draw('hex', 40);
    assert.equal(masked(`wandb: ${key}\n`, 'a.yaml'), 'wandb: ***\n');
    assert.equal(masked(`curl -b "session=${key}" x\n`, 'a.sh'), 'curl -b "session=***" x\n');
    const cookie = `${draw('base64', 60)}--${key}`;
    assert.equal(masked(`_shop_session=${cookie}; a=1\n`, 'a.txt'), '_shop_session=***; a=1\n');
    assert.equal(masked(`rev: ${key}\n`, 'a.yaml'), `rev: ${key}\n`);
    assert.equal(masked(`SNYK_ID=3f2b8c1e-9d4a-4c7b-8e21-5a6f0d3c9b17\n`, 'a.txt'), 'SNYK_ID=***\n');
  });

  for (const [what, text, path] of [
    [
      'messages',
      'The password was changed to a longer one. Your password for the account is the one of your e-mail.',
      'a.md',
    ],
    [
      'policies',
      'Passwords are hashed with PBKDF2-HMAC-SHA256, bcrypt or Argon2id. Password: required. See RFC-2898.',
      'a.md',
    ],
    [
      'messages in German',
      'Das Passwort ist falsch. Passwort: erforderlich. Das Kennwort muss 8 Zeichen haben.',
      'a.md',
    ],
    [
      'cells of a page',
      '<tr><td>password</td><td>VARCHAR(255)</td></tr><label>Password</label><p>At least 8</p>',
      'a.html',
    ],
    ['classes', `const passwordStrength = { weak: 'text-red-500', strong: 'mt-4 text-green-500' };`, 'a.ts'],
    [
      'commands',
      'docker run -p 8080:80 node:20\nzip -r out-1.2.3.zip dist\nmkdir -p build/out-2024\nssh -p 2222 a@b',
      'a.sh',
    ],
    [
      'calls',
      `connect('db1.example.com', 5432); crypto.createHmac('sha256', key); jwt.verify(token, key, 'RS256');`,
      'a.js',
    ],
    ['checksums of files', `${drawFrom(4)('hex', 64)}  file-1.tar.gz\n`, 'a.txt'],
    ['a checksum after its name', `md5 ${drawFrom(4)('hex', 32)} of the file\n`, 'a.txt'],
    ['lists of errors', '{ "passwords": ["must have 8 characters"], "secrets": { "title": "Secrets" } }', 'a.json'],
    [
      'names and states',
      'docker run -e DB_PASSWORD=$DB_PASSWORD -e PASSWORD_FILE=/run/secrets/database-root-password\n' +
        'The password=required option. <input name=password class="form-control">\n',
      'a.md',
    ],
    ['minified code', 'f({start:[this.sourceToken]}):n.sep?n.push(1):b;', 'a.js'],
    ['addresses', `const input = 'x://user:pass@example.test/a%2Fb1?x=2';`, 'a.js'],
    ['formats', `user_pass = '%s:%s' % (user, password)`, 'a.py'],
    ['names in documentation', ':type private_key: ``cryptography.x509.Certificate``', 'a.py'],
    ['links to options', '<a href="#allow-scripts-pin"><code>allow-scripts-pin</code></a>', 'a.html'],
    ['messages of tests', '{\n  "pass": {\n    "default": "contrast-is-good-enough"\n  }\n}', 'a.json'],
    ['types', 'interface Login { password: FormControl<string>; pass: boolean }\n', 'a.ts'],
    ['roles of users', `users = {"alice": "reader", "bob": "editor-2", "eve": "maintainer"}`, 'a.py'],
    ['variables', 'password=$DB_PASSWORD; pass: $dbPassword2\ntoken = "$secret"\n', 'a.sh'],
    [
      'mappings',
      'secrets:\n  db:\n    file: ./db12.txt\n  ref: shop-v12\nusers:\n  count: 2026\n  shell: /bin/bash5\n',
      'a.yml',
    ],
    ['mail addresses', 'Write to bob@example.org: see RFC-2822, or bob@example.com / eve@example.com.\n', 'a.md'],
    ['issues', 'Fix the reset of passwords (rails#1234, bug#5678, PR#4321, x/y-z#9876).\n', 'a.md'],
    [
      'hashes',
      `hash('hello world 12'); md5('./file12.txt'); compare(one, 'two-2'); sha256(await read('notes.md'))\n`,
      'a.js',
    ],
    [
      'names of parts',
      `<input type="password" id="reset-password-form-input2" class="panel-body-text-small2">\n`,
      'a.html',
    ],
    ['algorithms', 'Backups are encrypted with AES-256-GCM, protected by TLS1.3 and signed with RSA-4096.\n', 'a.md'],
    ['versions', 'Set the password of postgresql16 and of ubuntu24. The session is base64.\n', 'a.md'],
    [
      'code that compares',
      'if password is None or password is default: pass\nsecret: string; token = parser2\n',
      'a.py',
    ],
    [
      'sentences in other languages',
      'La password è stata cambiata. Hasło jest krótkie. Parola nie pasuje. Пароль неверный.\n',
      'a.md',
    ],
    ['translations', '{ "password": "Passwort", "confirmPassword": "Passwort bestätigen" }', 'a.json'],
  ] as const) {
    it(`leaves ${what} alone`, () => assert.equal(masked(text, path), text));
  }
});
