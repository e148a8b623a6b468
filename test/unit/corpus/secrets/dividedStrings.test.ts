// Secrets in several parts: each part is masked, too.
import assert from 'node:assert/strict';
import { assertMasked, masked } from './masked.ts';
import { drawFrom } from './plantedSecrets.ts';

const quoted = (parts: readonly string[], between: string, quote = '"'): string =>
  parts.map((part) => quote + part + quote).join(between);

const divided: Readonly<
  Record<string, { readonly path: string; readonly text: (parts: readonly string[]) => string }>
> = {
  'concatenated in SQL': { path: 'a.sql', text: (parts) => `SELECT ${quoted(parts, ' || ', "'")};\n` },
  'concatenated in Visual Basic': { path: 'a.vb', text: (parts) => `Dim t = ${quoted(parts, ' & _\n    ')}\n` },
  'a difference': { path: 'a.diff', text: (parts) => `+  ${quoted(parts, ' +\n+  ')};\n` },
  'appended to a variable': { path: 'a.py', text: (parts) => `t = ${quoted(parts, '\nt += ')}\n` },
  'appended to a buffer': { path: 'A.java', text: (parts) => `new StringBuilder(${quoted(parts, ').append(')})\n` },
  'a macro in Rust': { path: 'a.rs', text: (parts) => `const T: &str = concat!(${quoted(parts, ', ')});\n` },
  'a list in Kotlin': { path: 'a.kt', text: (parts) => `val t = listOf(${quoted(parts, ', ')}).joinToString("")\n` },
  'a list in Python': { path: 'a.py', text: (parts) => `t = "".join([${quoted(parts, ', ')}])\n` },
  'a template': { path: 'a.js', text: (parts) => `const t = \`${parts.join('${""}')}\`;\n` },
  'lines that a backslash ends': { path: 'a.yml', text: (parts) => `a: "${parts.join('\\\n  ')}"\n` },
  'zero-width spaces': { path: 'a.md', text: (parts) => `The value is ${parts.join('\u200b')}.\n` },
  'soft hyphens': { path: 'a.md', text: (parts) => `The value is ${parts.join('\u00ad')}.\n` },
  'places for a line end': { path: 'a.html', text: (parts) => `<code>${parts.join('<wbr>')}</code>\n` },
};

/** Three parts, of which none is long enough to be found alone. */
function partsOf(secret: string): string[] {
  const length = Math.ceil(secret.length / 3);
  return [0, 1, 2].map((part) => secret.slice(part * length, (part + 1) * length));
}

describe('divided secrets', () => {
  for (const [name, { path, text }] of Object.entries(divided)) {
    it(`are masked: ${name}`, () => {
      const draw = drawFrom(name.length);
      for (const secret of [`ghp_${draw('base62', 36)}`, draw('base64', 42), draw('hex', 64)]) {
        const parts = partsOf(secret);
        assertMasked(text(parts), path, ...parts);
      }
    });
  }

  it('are masked if they are a recovery phrase', () => {
    const [one, two] = ['ranch wolf exotic cabbage timber pulse ', 'velvet minor orbit drift candy lemon'] as const;
    for (const text of [`const m = '${one}' +\n  '${two}';\n`, `m = "${one}" &\n  "${two}"\n`]) {
      assertMasked(text, 'a.ts', one, two);
    }
  });

  for (const [what, path, text] of [
    ['rows of separated values', 'a.csv', `"rxjs-7","a1b2c3d4e5f6"\n"f6e5d4c3b2a1","zod-4"\n`],
    ['lists', 'a.md', '- `1.0a13`\n- `2ad51baa31bfba7940c739e99d4270f563a77290`\n'],
    ['words', 'a.sql', `SELECT 'first-name' || 'last-name';\n`],
    ['syllables', 'a.md', 'Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesellschaft\n'],
    ['commands on several lines', 'a.sh', 'curl --silent \\\n  --output a.json \\\n  https://example.org/a\n'],
  ] as const) {
    it(`leave ${what} alone`, () => assert.equal(masked(text, path), text));
  }
});
