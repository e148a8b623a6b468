// Values whose name or heading is any number of lines above: the same value is masked in a short file, in a long one, and while it is
// typed.
import assert from 'node:assert/strict';
import { findSecrets } from '../../../../src/corpus/secrets/findSecrets.ts';
import { maskBeforeCaret } from '../../../../src/corpus/secrets/maskBeforeCaret.ts';
import { maskSecrets, maskSpans } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { documentReach } from '../../../../src/corpus/secrets/safeBoundary.ts';
import { createChunkCache, longestKept } from '../../../../src/corpus/secrets/textChunks.ts';
import { base64Of, drawFrom, type Draw } from './plantedSecrets.ts';

interface LongContext {
  readonly path: string;
  readonly head: string;
  readonly row: (value: string, index: number) => string;
  readonly tail?: string;
  readonly make?: (draw: Draw) => string;
}

const chosen = (draw: Draw): string => `Kessel${draw('digits', 4)}!`;
const manifest = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n';

const contexts: Readonly<Record<string, LongContext>> = {
  'strings of a Kubernetes secret': {
    path: 'a.yaml',
    head: `${manifest}stringData:\n`,
    row: (value, index) => `  field-${index}: ${value}\n`,
  },
  'data of a Kubernetes secret': {
    path: 'a.yaml',
    head: `${manifest}data:\n`,
    row: (value, index) => `  field-${index}: ${value}\n`,
    make: (draw) => base64Of(`Kessel-${draw('digits', 5)}`),
  },
  'a section of users in TOML': {
    path: 'a.toml',
    head: '[users]\n',
    row: (value, index) => `user${index} = "${value}"\n`,
  },
  'a mapping in YAML': {
    path: 'a.yml',
    head: 'passwords:\n  # all\n',
    row: (value, index) => `  user${index}: ${value}\n`,
  },
  'a list in YAML': { path: 'a.yml', head: 'passwords:\n', row: (value) => `  - ${value}\n` },
  'a dictionary in Python': {
    path: 'a.py',
    head: 'users = {\n',
    row: (value, index) => `    "user${index}": "${value}",\n`,
    tail: '}\n',
  },
  'an object in JSON': {
    path: 'a.json',
    head: '{"passwords": {\n',
    row: (value, index) => `  "user${index}": "${value}",\n`,
    tail: '  "x": 1}}\n',
  },
  'an array in JavaScript': {
    path: 'a.js',
    head: 'const passwords = [\n',
    row: (value) => `  '${value}',\n`,
    tail: '];\n',
  },
  'rows that SQL inserts': {
    path: 'a.sql',
    head: 'INSERT INTO users (id, email, password) VALUES\n',
    row: (value, index) => `(${index}, 'u${index}@example.org', '${value}'),\n`,
    tail: "(0, '', '');\n",
  },
  'rows that SQL copies': {
    path: 'a.sql',
    head: 'COPY public.users (id, email, password) FROM stdin;\n',
    row: (value, index) => `${index}\tu${index}@example.org\t${value}\n`,
    tail: '\\.\n',
  },
  'separated values': { path: 'a.csv', head: 'user,password\n', row: (value, index) => `u${index},${value}\n` },
  'a script that sets passwords': {
    path: 'a.sh',
    head: 'chpasswd <<EOF\n',
    row: (value, index) => `user${index}:${value}\n`,
    tail: 'EOF\n',
  },
  'a list for a new machine': {
    path: 'a.yml',
    head: 'chpasswd:\n  list: |\n',
    row: (value, index) => `    user${index}:${value}\n`,
  },
  'recovery codes': {
    path: 'a.md',
    head: 'Recovery codes:\n\n',
    row: (value) => `- ${value}\n`,
    make: (draw) => `${draw('lower', 3)}4${draw('hex', 1)}-${draw('hex', 4)}7`,
  },
};

function textIn({ head, row, tail = '', make = chosen }: LongContext, rows: number) {
  const draw = drawFrom(rows);
  const values = Array.from({ length: rows }, () => make(draw));
  const before = head + values.map(row).join('');
  return { before, text: before + tail, values };
}

/** UTF-16 units before the caret that the editor asks for. */
const windowLength = 4096;

describe('secrets far below what names them', () => {
  for (const [name, context] of Object.entries(contexts)) {
    for (const rows of [20, 300, 14_000]) {
      const { before, text, values } = textIn(context, rows);

      it(`are masked in ${name} with ${rows} rows`, () => {
        const { text: learned } = maskSecrets(text, context.path);
        const left = values.filter((value, index) => index % Math.ceil(rows / 300) === 0 && learned.includes(value));
        assert.deepEqual(left, []);
      });

      it(`are masked while they are typed in ${name} with ${rows} rows`, () => {
        const last = values.slice(-20);
        for (const after of ['', context.tail ?? '']) {
          const masked = maskBeforeCaret(before, after, windowLength, context.path);
          const unmasked = last.filter((value) => masked.includes(value));
          assert.deepEqual(unmasked, []);
        }
      });
    }

    it(`are masked in ${name} where the text is searched in parts`, () => {
      const { text, values } = textIn(context, 400);
      for (const size of [3000, 7777]) {
        const { text: learned } = maskSpans(text, findSecrets(text, context.path, { size, context: 1000 }));
        const left = values.filter((value) => learned.includes(value));
        assert.deepEqual(left, [], `${size}`);
      }
    });
  }

  it('leave alone what follows the rows', () => {
    for (const [path, head, row, next] of [
      ['a.yml', 'passwords:\n', '  a: ***\n', 'hosts:\n  a: Hafen1234!\n'],
      ['a.toml', '[users]\n', 'a = "***"\n', '\n[hosts]\na = "Hafen1234!"\n'],
      ['a.py', '    users = {\n', '        "a": "***",\n', '    }\n    hosts = {"a": "Hafen1234!"}\n'],
      ['a.py', '    users = {\n', '        "a": "***",\n', '# never closed\nhosts = {"a": "Hafen1234!"}\n'],
    ] as const) {
      const text = head + row.replace('***', 'Kessel4821!').repeat(25) + next;
      assert.equal(maskSecrets(text, path).text, head + row.repeat(25) + next);
    }
  });
});

describe('results for chunks of a text', () => {
  it('are those of the chunks that have changed, and the earlier ones of the others', () => {
    let computed = 0;
    const chunks = createChunkCache(2, (chunk) => {
      computed++;
      return chunk.length;
    });
    const text = 'abc\n'.repeat(10_000);
    const starts = chunks(text).map(({ start }) => text.slice(start, start + 4));
    assert.deepEqual(starts, Array(3).fill('abc\n'));
    assert.equal(computed, 3);
    assert.equal(chunks(`${text}x`).at(-1)!.result, 40_001 - 2 * 16_384);
    assert.equal(computed, 4);
    chunks(`x${text}`);
    assert.equal(computed, 7);
  });

  it('are not kept for a text that is longer than the editor sends', () => {
    let computed = 0;
    const chunks = createChunkCache(2, () => computed++);
    const text = 'abc\n'.repeat(longestKept / 4 + 1);
    chunks(text);
    const once = computed;
    chunks(text);
    assert.equal(computed, 2 * once);
    assert.ok(longestKept > documentReach + 2 * windowLength);
  });
});
