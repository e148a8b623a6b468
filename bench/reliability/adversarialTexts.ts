// Texts that are made to take long: a beginning that a rule looks at, a long run, and an end that does not match, of the words of the
// rules, signs, runs of keys, and what begins a structure.
import { ruleWords } from '../../src/corpus/secrets/findSecrets.ts';
import type { Random } from './hostileFiles.ts';

export interface Attack {
  readonly path: string;
  readonly prefix: string;
  readonly unit: string;
  readonly suffix: string;
}

const paths = [
  ...['a.md', 'a.ts', 'a.csv', 'a.sql', 'a.yml', 'a.properties'],
  ...['a.json', 'a.xml', 'a.sh', 'a.txt', 'a.py', 'a'],
];
const signs = [
  ...[' ', '\t', '\n', ' \n', '\n\n', '  ', '=', ' = ', ':', ': ', '"', "'", '`', '\\', '\\n', '\\"', '\\\n', "''"],
  ...['(', ')', '()', '[', ']', '{', '}', '<', '>', '</', '/>', ',', ', ', ';', '|', ' | ', '||', '-', '--', '_', '.'],
  ...['/', '//', '@', '#', '$', '${', '%', '%2B', '%3A', '%40', '&', '*', '+', '~', '!', '?', '^', '=>', '->', '":"'],
  ...['", "', '://', 'https://', ' is ', ' is the ', '-p', ' -p ', '- ', '"+"', "' + '", '].join("")'],
  // White space that few programs write, marks without a width, letters of other scripts, and letters with odd cases.
  ...['\r\n', '\r', '\v', '\f', '\u00a0', '\u2028', '\u3000', '\ufeff', '\u200b', '\u0301', 'é', '猫', 'ſ', 'İ', '😀'],
  ...['({[', ')}]', '((', '[[', '{{', '}}', '<<', '<!--', '-->', '/*', '*/', '"""', "'''", '~~~', '```', '?a=', '&b='],
];
const letters = [
  ...['a', 'A', '0', 'a1', 'A1', 'aB3x', 'hunter2', 'Harbor2024!', 'Zq8', 'x'.repeat(16), '0'.repeat(32)],
  ...['1-2', '1,234', '12:34', '0x1f, ', '255, ', 'getUserAccountByIdentifier', 'MAX_VALUE_', 'aa.bb.', 'a b ', 'the '],
];
/** What begins a structure: keys, tables, statements, sections, elements, commands. */
const beginnings = [
  ...['-----BEGIN ', '-----BEGIN A PRIVATE KEY-----\n', '-----END ', '---- BEGIN A ----\n', 'PuTTY-User-Key-File-2: '],
  ...['-----BEGIN CERTIFICATE-----\n', 'Proc-Type: 4,ENCRYPTED\n', 'MII', 'eyJ', 'LS0tLS1CRUdJTi'],
  ...['INSERT INTO t (password) VALUES (', "('a', ", 'NOW())', 'COPY t (password) FROM stdin;\n', "USER b PASSWORD '"],
  ...['kind: Secret\n', 'data:\n', '---\n', '| password |\n', '|---|\n', 'password,user\n', '"password","a"\n'],
  ...['<key>', '<td>', '<password>', '<add key="password" value="', '<string>', '<![CDATA[', '<?xml version="1.0"?>'],
  ...['{"password": "', '{"a": {"b": [', 'value: ', '"value": "'],
  ...['"name": "', 'users:\n', '[users]\n', '[a]\npassword = '],
  ...['process.env.X || ', 'Bearer ', 'data:image/png;base64,'],
  ...['curl -u a:', 'mysql -p', 'export DB_PASSWORD=', 'password = "'],
];
const repeats = [1, 1, 1, 1, 2, 8, 40, 110, 400];
/** Of runs that look drawn at random. */
const alphabets = ['0123456789abcdef', 'ABCXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'abcdefghij', '%2B4aF'];

/** A word as it may be written, or a part of it. */
function formOf(word: string, random: Random): string {
  switch (random.below(8)) {
    case 0:
      return word.toUpperCase();
    case 1:
      return word.charAt(0).toUpperCase() + word.slice(1);
    case 2:
      return word.slice(0, 3 + random.below(word.length));
    case 3:
      return [...word].join(random.pick(['-', '_', ' ', '\u200b']));
    default:
      return word;
  }
}

function randomRun(random: Random): string {
  const alphabet = random.pick(alphabets);
  return Array.from({ length: 8 + random.below(120) }, () => alphabet[random.below(alphabet.length)]).join('');
}

/** Words of one rule or of all, and signs. */
export function drawAttack(random: Random): Attack {
  const rule = random.pick(ruleWords);
  const isMixed = random.below(4) === 0;
  const atom = (): string => {
    const kind = random.below(20);
    if (kind < 8) return formOf(random.pick(isMixed ? random.pick(ruleWords) : rule), random);
    if (kind < 16) return random.pick(signs);
    if (kind === 16) return randomRun(random);
    return random.pick(kind === 17 ? letters : beginnings);
  };
  const atoms = (most: number): string =>
    Array.from({ length: random.below(most + 1) }, () => atom().repeat(random.pick(repeats))).join('');
  /** A run that does not repeat itself. */
  const variedRun = (): string => Array.from({ length: 2000 }, atom).join('');
  const unit = random.below(8) === 0 ? variedRun() : atoms(4);
  return { path: random.pick(paths), prefix: atoms(3), unit: unit || random.pick(rule), suffix: atoms(2) };
}

/** Changes a part of an attack that takes long already. */
export function changeAttack(attack: Attack, random: Random): Attack {
  const other = drawAttack(random);
  const { prefix, unit, suffix } = attack;
  const at = random.below(unit.length + 1);
  switch (random.below(7)) {
    case 0:
      return { ...attack, prefix: other.prefix };
    case 1:
      return { ...attack, suffix: other.suffix };
    case 2:
      return { ...attack, path: other.path };
    case 3:
      return { ...attack, unit: unit.slice(0, at) + other.unit + unit.slice(at) };
    case 4:
      return { ...attack, unit: unit.slice(0, at) + unit.slice(at + 1 + random.below(20)) || other.unit };
    case 5:
      return { ...attack, unit: unit.slice(0, at) + random.pick(signs) + unit.slice(at) };
    default:
      return { ...attack, prefix: prefix + other.prefix, suffix: other.suffix + suffix };
  }
}

/** `length`: UTF-16 units. */
export function textOf({ prefix, unit, suffix }: Attack, length: number): string {
  const rest = Math.max(1, length - prefix.length - suffix.length);
  return (prefix + unit.repeat(Math.ceil(rest / unit.length)).slice(0, rest) + suffix).slice(0, length);
}
