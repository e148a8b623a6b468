// Generated and mutated files of every kind that a workspace may contain, by number, so that a failure can be repeated.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface HostileFile {
  /** Relative, with forward slashes. No two files have the same. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Random {
  /** From 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

export function randomFrom(seed: number): Random {
  // The first numbers of consecutive seeds are alike, unless the bits of the seed are spread.
  const generator = xoroshiro128plus(Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) ^ Math.imul(seed, 0x297a2d39));
  const below = (end: number): number => (end <= 1 ? 0 : uniformInt(generator, 0, end - 1));
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

const encoder = new TextEncoder();
const source = 'export const total = first + second;\n// größer 中文 😀\nconst password = "hunter2-x9Qz7k";\n';
const fragments = [
  ...['password=', 'token: ', '://a:b@', '-----BEGIN PRIVATE KEY-----\n', '-----END ', 'PuTTY-User-Key-File-3 ', 'eyJ'],
  ...['sk-', 'ghp_', '"', "'", '`', '\\', '${', '{{', '\n', '\r'],
  ...['\r\n', '\t', ' ', '\0', '\u2028', '\ufeff', '\ufffd'],
  ...['<script>', '](command:x)', '\u202e', '😀', '\ud83d', 'é', '='],
  ...[':', '|', ',', '#', '//', '/*', '*/', '<!--', 'A1'],
  ...['secretlint-disable', '| password |\n|---|\n', 'DB_PASSWORD=', 'mysql -p', 'Authorization: Basic ', '@generated'],
];
const ignoreParts = [
  ...['*', '**', '?', '[', ']', '[a-z]', '[^', '!', '#', '\\', '/', '//'],
  ...['a', ' ', '\t', '(a+)+', '{a,b}', '\u0001', '.', '..'],
];

const contents: readonly ((random: Random) => Uint8Array)[] = [
  (random) => random.bytes(random.below(5000)),
  (random) => encoder.encode(random.pick(fragments).repeat(1 + random.below(3000))),
  (random) => encoder.encode(Array.from({ length: random.below(600) }, () => random.pick(fragments)).join('')),
  (random) => encoder.encode(source.repeat(1 + random.below(60))),
  // One long line.
  (random) => encoder.encode('x'.repeat(random.below(300_000))),
  // UTF-16 in both byte orders, also with half a unit at the end.
  (random) => {
    const bytes = Buffer.from(`\ufeff${source.repeat(1 + random.below(5))}`, 'utf16le');
    return (random.below(2) === 0 ? bytes : bytes.swap16()).subarray(0, bytes.length - random.below(2));
  },
  (random) => {
    const bytes = encoder.encode(source.repeat(4));
    for (let n = random.below(20); n >= 0; n--) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  (random) => encoder.encode(source).subarray(0, random.below(source.length)),
  () => new Uint8Array(0),
  (random) => new Uint8Array(random.below(4000)),
];

const nameParts = [
  ...['a', 'b.ts', '.env', 'id_rsa', '[x](command:y)', '<script>'],
  ...['\u202egpj.', 'a\nb', '\t', ' ', '-rf', '$(x)', '`x`', '%2e%2e'],
  ...['=1+2', '@SUM', '..a', '...', '😀', 'é', 'é', '\\', '"', "'", '*'],
  ...['?', '{a,b}', '!(a)', '~', '.gitignore.bak', '.min.js'],
];
const endings = ['', '.ts', '.md', '.json', '.csv', '.py', '.txt', '.bin', '.lock', '.pem'];

/** File number `n`. */
export function hostileFile(n: number): HostileFile {
  const random = randomFrom(n + 1);
  const folder = Array.from({ length: random.below(4) }, () => random.pick(['d', 'e f', '[g]', '!h', '#i', 'j{k}']));
  if (n % 25 === 0) {
    // One ignore file in each folder at most.
    const path = [`ignored${n}`, '.gitignore'].join('/');
    const lines = Array.from({ length: random.below(40) }, () =>
      Array.from({ length: random.below(12) }, () => random.pick(ignoreParts)).join(''),
    );
    return { path, bytes: encoder.encode(lines.join(random.pick(['\n', '\r\n', '\n\n']))) };
  }
  const inside = n % 25 === 1 ? [`ignored${n - 1}`] : folder;
  const name = `${random.pick(nameParts)}${random.pick(nameParts)}${n}${random.pick(endings)}`;
  return { path: [...inside, name.replaceAll('/', '_')].join('/'), bytes: random.pick(contents)(random) };
}

/** Some bytes changed, inserted, removed or repeated. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let result: Uint8Array = bytes.slice();
  for (let n = random.below(4); n >= 0; n--) {
    const at = random.below(result.length);
    switch (random.below(5)) {
      case 0:
        result[at] = random.below(256);
        break;
      case 1:
        result = result.subarray(0, at);
        break;
      case 2:
        result = joined(result.subarray(0, at), random.bytes(random.below(16)), result.subarray(at));
        break;
      case 3:
        result = joined(result.subarray(0, at), result.subarray(at + random.below(64)));
        break;
      default:
        // A number of the text becomes another one.
        result = changedDigits(result, random);
    }
  }
  return result;
}

function changedDigits(bytes: Uint8Array, random: Random): Uint8Array {
  const result = bytes.slice();
  const digits = [...result.subarray(0, 4000).keys()].filter((at) => result[at]! >= 0x30 && result[at]! <= 0x39);
  for (let n = random.below(8); n >= 0 && digits.length > 0; n--) result[random.pick(digits)] = 0x30 + random.below(10);
  return result;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
