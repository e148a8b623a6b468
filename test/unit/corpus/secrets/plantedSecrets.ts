// Secrets of every kind that the rules know, made from a seeded generator, and places where people leave them.
import { labeledPlaces } from './labeledPlaces.ts';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const alphabets = {
  digits: '0123456789',
  lower,
  upper: lower.toUpperCase(),
  lowerDigits: `${lower}0123456789`,
  upperDigits: `${lower.toUpperCase()}0123456789`,
  lower32: `${lower}234567`,
  upperHex: '0123456789ABCDEF',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  lowerBech32: 'qpzry9x8gf2tvdw0s3jn54khce6mua7l',
  hex: '0123456789abcdef',
  upper32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  base62: `${lower.toUpperCase()}${lower}0123456789`,
  base64: `${lower.toUpperCase()}${lower}0123456789+/`,
  base64url: `${lower.toUpperCase()}${lower}0123456789-_`,
  password: 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!*+-_=.?',
};

export type Draw = (alphabet: keyof typeof alphabets, length: number) => string;

export function drawFrom(seed: number): Draw {
  const random = xoroshiro128plus(seed);
  return (alphabet, length) => {
    const characters = alphabets[alphabet];
    return Array.from({ length }, () => characters[uniformInt(random, 0, characters.length - 1)]!).join('');
  };
}

export const base64Of = (text: string): string => Buffer.from(text).toString('base64');

function pem(label: string, characters: number, draw: Draw): string {
  const body = draw('base64', characters).replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body.trim()}\n-----END ${label}-----`;
}

/** Kind -> one secret. Put together here, so that no scanner takes them for real ones. */
export const secretKinds: Readonly<Record<string, (draw: Draw) => string>> = {
  'GitHub token': (draw) => `ghp_${draw('base62', 36)}`,
  'fine-grained GitHub token': (draw) => `github_pat_${draw('base62', 22)}_${draw('base62', 59)}`,
  'GitLab token': (draw) => `glpat-${draw('base64url', 20)}`,
  'Slack token': (draw) => `xoxb-${draw('digits', 12)}-${draw('digits', 12)}-${draw('base62', 24)}`,
  'Stripe key': (draw) => `sk_live_${draw('base62', 24)}`,
  'Google API key': (draw) => `AIza${draw('base64url', 35)}`,
  'Google OAuth secret': (draw) => `GOCSPX-${draw('base64url', 28)}`,
  'AWS key id': (draw) => `AKIA${draw('upper32', 16)}`,
  'AWS secret key': (draw) => draw('base64', 40),
  'Azure account key': (draw) => `${draw('base64', 86)}==`,
  'JSON web token': (draw) =>
    `${base64Of('{"alg":"HS256"}')}.${base64Of('{"sub":"1234567890"}')}.${draw('base64url', 43)}`.replaceAll('=', ''),
  'age key': (draw) => `AGE-SECRET-KEY-1${draw('bech32', 58)}`,
  'npm token': (draw) => `npm_${draw('base62', 36)}`,
  'PyPI token': (draw) => `pypi-AgEIcHlwaS5vcmc${draw('base64url', 80)}`,
  'SendGrid key': (draw) => `SG.${draw('base64url', 22)}.${draw('base64url', 43)}`,
  'Telegram token': (draw) => `${draw('digits', 10)}:AA${draw('base64url', 33)}`,
  'Hugging Face token': (draw) => `hf_${draw('base62', 34)}`,
  'OpenAI project key': (draw) => `sk-proj-${draw('base64url', 120)}`,
  'key of 64 hexadecimal digits': (draw) => draw('hex', 64),
  'random string': (draw) => draw('base62', 32),
  'EC key': (draw) => pem('EC PRIVATE KEY', 164, draw),
  'ed25519 key': (draw) => pem('OPENSSH PRIVATE KEY', 360, draw),
  'encrypted PKCS8 key': (draw) => pem('ENCRYPTED PRIVATE KEY', 800, draw),
  'RSA key': (draw) => pem('RSA PRIVATE KEY', 1588, draw),
};

export interface Place {
  readonly path: string;
  readonly text: (secret: string) => string;
}

/** Places where a secret stands for itself. */
export const places: Readonly<Record<string, Place>> = {
  'a string': { path: 'a.ts', text: (secret) => `import x from 'y';\nconst value = \`${secret}\`;\n` },
  'a comment': { path: 'a.py', text: (secret) => `def f():\n    # was: ${secret}\n    return 1\n` },
  'a note': { path: 'a.md', text: (secret) => `Remember:\n\n${secret}\n\nand go on.\n` },
  YAML: { path: 'a.yaml', text: (secret) => `a:\n  value: "${secret.replaceAll('\n', '\\n')}"\n` },
  JSON: { path: 'a.json', text: (secret) => JSON.stringify({ a: 1, value: secret }, undefined, 2) },
  'text that disables linters': {
    path: 'a.js',
    text: (secret) => `// secretlint-disable\nsend("${secret}"); // secretlint-disable-line\n`,
  },
};

/** Places where a name says that the value is a password. */
export const passwordPlaces: Readonly<Record<string, Place>> = {
  YAML: { path: 'a.yml', text: (value) => `db:\n  user: bob\n  password: ${value}\n` },
  'an environment file': { path: 'a.txt', text: (value) => `DB_PASSWORD=${value}\n` },
  JSON: { path: 'a.json', text: (value) => `{"password": "${value}", "a": 1}` },
  TypeScript: { path: 'a.ts', text: (value) => `connect({ user: 'bob', password: '${value}' });\n` },
  Python: { path: 'a.py', text: (value) => `connect(password="${value}")\n` },
  Java: { path: 'A.java', text: (value) => `String dbPassword = "${value}";\n` },
  'a default value': { path: 'a.ts', text: (value) => `const password = process.env.X || '${value}';\n` },
  'a call': { path: 'a.ts', text: (value) => `user.setPassword('${value}');\n` },
  'a note': { path: 'a.md', text: (value) => `- **Password:** \`${value}\`\n` },
  prose: { path: 'a.md', text: (value) => `The password is ${value} for now.\n` },
  'a table': { path: 'a.md', text: (value) => `| user | password |\n|---|---|\n| bob | ${value} |\n` },
  'the arguments of credentials': { path: 'A.java', text: (value) => `new PasswordCredentials("bob", "${value}");\n` },
  'a pair of credentials': { path: 'a.py', text: (value) => `get(url, auth=("bob", "${value}"))\n` },
  'Perl quotes': { path: 'a.pl', text: (value) => `my $password = q{${value}};\n` },
  'an Oracle login': { path: 'a.sh', text: (value) => `sqlplus bob/${value}@prod\n` },
  'the code of a wireless network': { path: 'a.md', text: (value) => `WIFI:S:home;T:WPA;P:${value};;\n` },
  'a login note': { path: 'a.md', text: (value) => `Login bob / ${value} at the portal\n` },
  'a comment': { path: 'a.ts', text: (value) => `// password: ${value}\n` },
  'an address': { path: 'a.ts', text: (value) => `open('postgres://bob:${value}@db.example.com/x');\n` },
  XML: { path: 'a.xml', text: (value) => `<password>${value}</password>\n` },
  'a command': { path: 'a.sh', text: (value) => `tool --password '${value}' --verbose\n` },
  'a connection string': { path: 'a.cs', text: (value) => `"Server=x;User Id=sa;Password=${value};"\n` },
  'a container file': { path: 'Dockerfile', text: (value) => `ENV DB_PASSWORD ${value}\n` },
  ...labeledPlaces,
};

/** Whether eight characters in a row of a secret stand in a text. */
export function leaks(text: string, secret: string): boolean {
  for (let at = 0; at + 8 <= secret.length; at++) if (text.includes(secret.slice(at, at + 8))) return true;
  return false;
}
