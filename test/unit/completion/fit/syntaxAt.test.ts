import assert from 'node:assert/strict';
import { syntaxAt, type Syntax } from '../../../../src/completion/fit/syntaxAt.ts';
import { cpuMs } from '../../cpuMs.ts';

/** `|` is the caret. */
const cases: [language: string, text: string, syntax: Syntax][] = [
  ['typescript', 'const a = 1; // the |', 'comment'],
  ['typescript', '// the end\n|', 'code'],
  ['typescript', '/* one\n two |', 'comment'],
  ['typescript', '/* one */ |', 'code'],
  ['typescript', 'const a = "one |', 'string'],
  ['typescript', 'const a = "one" + |', 'code'],
  ['typescript', 'const a = "a \\" b |', 'string'],
  ['typescript', 'const a = "unfinished\n|', 'code'],
  ['typescript', "import x from './|", 'string'],
  ['typescript', 'const a = `one\n|', 'string'],
  ['typescript', 'const a = `one ${|', 'code'],
  ['typescript', 'const a = `one ${f({ a: 1 })} |', 'string'],
  ['typescript', 'const a = `one ${f(`two ${3} |', 'string'],
  ['typescript', 'const a = `one ${2}`; |', 'code'],
  ['typescript', 'const a = "// no comment"; |', 'code'],
  ['typescript', 'const a = `https://|', 'string'],
  ['python', 'x = 1  # the |', 'comment'],
  ['python', 'def f():\n    """Returns |', 'string'],
  ['python', 'def f():\n    """Returns x."""\n    |', 'code'],
  ['python', "x = f'one |", 'string'],
  ['python', "x = 'one' |", 'code'],
  ['shellscript', 'echo $# |', 'code'],
  ['shellscript', '# one |', 'comment'],
  ['yaml', 'a: b # c |', 'comment'],
  ['yaml', 'a: b#c |', 'code'],
  ['sql', 'select 1 -- one |', 'comment'],
  ['sql', "select 'one |", 'string'],
  ['lua', '--[[ one\n two |', 'comment'],
  ['html', '<p>it is "quoted" // |', 'code'],
  ['html', '<!-- one |', 'comment'],
  ['html', '<!-- one --> |', 'code'],
  ['css', 'a { /* one |', 'comment'],
  ['cpp', "int a = 1'000'000; |", 'code'],
  ['rust', "fn f<'a>(x: &'a str) |", 'code'],
  ['rust', 'let x = "one\n two |', 'string'],
  ['go', 'x := `one\\` + |', 'code'],
  ['latex', '50 \\% of |', 'code'],
  ['latex', '% one |', 'comment'],
  ['json', '{ "a": "b|', 'string'],
  ['markdown', 'She said "it is |', 'code'],
  ['plaintext', '"one // |', 'code'],
];

describe('the syntax at the caret', () => {
  for (const [language, text, syntax] of cases) {
    it(`is ${syntax} in ${language} at ${JSON.stringify(text)}`, () =>
      assert.equal(syntaxAt(text.slice(0, -1), language), syntax));
  }

  it('takes a few milliseconds for 100,000 characters', async () => {
    const text = 'const a = `one ${f({ a: "b" })} two`; // three\n'.repeat(2200);
    const look = () => assert.equal(syntaxAt(text, 'typescript'), 'code');
    assert.ok((await cpuMs(look)) < 200);
  });
});
