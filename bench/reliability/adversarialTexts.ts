// Texts that are made to take long: a beginning that a rule looks at, a long run, and an end that does not match, of the words of the
// rules and of signs.
import { ruleWords } from '../../src/corpus/secrets/findSecrets.ts';
import type { Random } from './hostileFiles.ts';

export interface Attack {
  readonly path: string;
  readonly prefix: string;
  readonly unit: string;
  readonly suffix: string;
}

const paths = ['a.md', 'a.ts', 'a.csv', 'a.sql', 'a.yml', 'a.properties', 'a.json', 'a.xml', 'a.sh', 'a.txt', 'a'];
const signs = [
  ...[' ', '\t', '\n', ' \n', '\n\n', '  ', '=', ' = ', ':', ': ', '"', "'", '`', '\\', '\\n', '\\"', '\\\n', "''"],
  ...['(', ')', '()', '[', ']', '{', '}', '<', '>', '</', '/>', ',', ', ', ';', '|', ' | ', '||', '-', '--', '_', '.'],
  ...['/', '//', '@', '#', '$', '${', '%', '%2B', '%3A', '%40', '&', '*', '+', '~', '!', '?', '^', '=>', '->', '":"'],
  ...[
    '", "',
    '://',
    'https://',
    ' is ',
    ' is the ',
    '-p',
    ' -p ',
    '- ',
    '"+"',
    "' + '",
    '].join("")',
    '\u3000',
    'é',
    '猫',
  ],
];
const letters = ['a', 'A', '0', 'a1', 'A1', 'aB3x', 'hunter2', 'Harbor2024!', 'Zq8', 'x'.repeat(16), '0'.repeat(32)];
const fixed = [
  ...[
    '-----BEGIN ',
    '-----BEGIN A PRIVATE KEY-----\n',
    '-----END ',
    'INSERT INTO t (password) VALUES (',
    "('a', ",
    'NOW())',
  ],
  ...[
    'kind: Secret\n',
    'data:\n',
    '---\n',
    '| password |\n',
    '|---|\n',
    'COPY t (password) FROM stdin;\n',
    '<key>',
    '<td>',
  ],
  ...[
    'value: ',
    '"value": "',
    '"name": "',
    'users:\n',
    '[users]\n',
    'process.env.X || ',
    'Bearer ',
    'data:image/png;base64,',
  ],
];
const repeats = [1, 1, 1, 1, 2, 8, 40, 110, 400];

/** Words of one rule, and signs. */
export function drawAttack(random: Random): Attack {
  const words = random.pick(ruleWords);
  const atom = (): string => {
    const kind = random.below(10);
    const text =
      kind < 4 ? random.pick(words) : kind < 8 ? random.pick(signs) : random.pick(kind < 9 ? letters : fixed);
    return text.repeat(random.pick(repeats));
  };
  const atoms = (most: number): string => Array.from({ length: random.below(most + 1) }, atom).join('');
  return { path: random.pick(paths), prefix: atoms(3), unit: atoms(4) || random.pick(words), suffix: atoms(2) };
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
