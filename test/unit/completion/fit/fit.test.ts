// Each picture is a document with its caret: `|` without ghost text, `[...]` with ghost text.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Caret } from '../../../../src/completion/fit/caret.ts';
import { fitSuggestion } from '../../../../src/completion/fit/fit.ts';
import { coveredLength } from '../../../../src/completion/fit/suffixOverlap.ts';
import { assertFits, hardText } from './assertFits.ts';
import { eachRule } from '../../eachRule.ts';

const oneLine = { maxCharacters: 200, multiline: false };
const lines = { maxCharacters: 200, multiline: true };

function caretIn(document: string): Caret {
  const at = document.indexOf('|');
  return { before: document.slice(0, at), after: document.slice(at + 1) };
}

/** The document with the ghost text that appears for a continuation of the model. */
function picture(document: string, continuation: string, limits: typeof oneLine): string {
  const { before, after } = caretIn(document);
  const shown = fitSuggestion(continuation, { before, after }, limits);
  return before + (shown === undefined ? '|' : `[${shown}]`) + after;
}

const inLine = (document: string, continuation: string): string => picture(document, continuation, oneLine);
const inLines = (document: string, continuation: string): string => picture(document, continuation, lines);

/** The document with the parts of a suggestion that replaces the closing brackets after the caret. */
function parts(document: string, continuation: string): string {
  const caret = caretIn(document);
  const shown = fitSuggestion(continuation, caret, oneLine)!;
  const covered = coveredLength(shown, caret);
  let picture = '';
  let rest = shown;
  for (const closer of caret.after.slice(0, covered)) {
    const at = rest.length - [...rest].reverse().indexOf(closer) - 1;
    const first = covered > 1 ? rest.indexOf(closer) : at;
    picture += `${first > 0 ? `[${rest.slice(0, first)}]` : ''}${closer}`;
    rest = rest.slice(first + 1);
  }
  return `${caret.before}${picture}${rest === '' ? '' : `[${rest}]`}${caret.after.slice(covered)}`;
}

describe('fitSuggestion', () => {
  eachRule(inLine, {
    'closes only what is open': [
      ['<ul><li>one|', '</li></ul> two', '<ul><li>one[</li></ul> two]'],
      ['<ul><li>one|', ' two</ul>', '<ul><li>one[ two]'],
      ['\\begin{a}x\\end{|}', 'a}', '\\begin{a}x\\end{|}'],
      ['\\begin{quote}x\\end{|', 'quote}', '\\begin{quote}x\\end{[quote}]'],
      ['\\begin{quote}x\\end{|', 'question}', '\\begin{quote}x\\end{|'],
    ],
    'continues a word and its line': [['con|', 'st x = 1;', 'con[st x = 1;]']],
    'stops at the end of the line': [
      ['con|\n\n', 'st x = 1;\nconst y = 2;', 'con[st x = 1;]\n\n'],
      ['con|', 'st x = 1;\r\nconst y', 'con[st x = 1;]'],
    ],
    'ends with its sentence': [
      ['We went ho|', 'me. Then it rained. I slept.', 'We went ho[me.]'],
      ['We went home|', '. Then it rained. I slept.', 'We went home[. Then it rained.]'],
      ['|', 'Why? "I will," he said.', '[Why?]'],
      ['|', 'She said "no." He left.', '[She said "no."]'],
      ['|', 'See `fit`. It cuts.', '[See `fit`.]'],
      ['雨|', 'が降った。私は寝た。', '雨[が降った。]'],
    ],
    'goes on after a dot that ends no sentence': [
      ['I met M|', 'r. Bee and Dr. No', 'I met M[r. Bee and Dr. No]'],
      ['|', 'fruit, e.g. Apples', '[fruit, e.g. Apples]'],
      ['|', 'in the end. of it', '[in the end. of it]'],
      ['|', '(null? (car x))', '[(null? (car x))]'],
      ['x = |', 'done ? One : Two', 'x = [done ? One : Two]'],
    ],
    'shows nothing if the continuation starts with a line end': [['const x = 1;|', '\nconst y = 2;', 'const x = 1;|']],
    'shows nothing if only white space is left': [
      ['const |', '    ', 'const |'],
      ['const |', '', 'const |'],
    ],
    'shows no single character, because accepting it costs a key': [
      ['let x|', ';', 'let x|'],
      ['let x |', '😀', 'let x |'],
    ],
    'drops trailing white space': [['con|', 'st x   \n', 'con[st x]']],
    'stops before half a surrogate pair': [
      ['|', 'word \ud83d', '[word]'],
      ['|', 'word \ude00 word', '[word]'],
    ],
  });

  it('drops a last word that the limit cut in two', () => {
    assert.equal(picture('|', 'const value', { maxCharacters: 8, multiline: false }), '[const]');
  });

  it('keeps a word that the limit cut if it is the only word', () => {
    assert.equal(picture('a|', 'bcdefghijk', { maxCharacters: 8, multiline: false }), 'a[bcdefghi]');
  });

  describe('in mid-line', () => {
    eachRule(inLine, {
      'begins no line comment before closing brackets': [
        ['index.indexOf(|)}', '// eslint-disable-next-line', 'index.indexOf(|)}'],
        ['index.indexOf(|)}', 'key, // the first', 'index.indexOf([key,])}'],
        ['open(|)', 'path # the first', 'open([path])'],
        ['open(|)', 'https://example.org', 'open([https://example.org])'],
      ],
      'appears before closing brackets, quotes and punctuation': [
        ['call(|);', 'value', 'call([value]);'],
        ["say('|')", 'hello', "say('[hello]')"],
        ['/* | */', 'hello', '/* [hello] */'],
        ['<!-- | -->', 'hello', '<!-- [hello] -->'],
        ['「|」', 'こんにちは', '「[こんにちは]」'],
      ],
      'appears before code and words': [
        ['const | = 1', 'value', 'const [value] = 1'],
        ['the | end', 'very', 'the [very] end'],
        ['import { | } from "x"', 'join', 'import { [join] } from "x"'],
        ['if (|) {', 'ready', 'if ([ready]) {'],
        ['<p>|</p>', 'text', '<p>[text]</p>'],
        ['f(|, b)', 'first', 'f([first], b)'],
        ['a = | # c', 'value', 'a = [value] # c'],
      ],
      'keeps a bracket that only the rest of the line opens and closes': [
        ['a(b|, c(d)', '[1])', 'a(b[[1])], c(d)'],
        ['f(|, b)', 'first)', 'f([first], b)'],
      ],
      'does not appear inside a word': [['con|st', 'sole', 'con|st']],
      'does not appear inside a character': [
        ['e|\u0301', 'nd of', 'e|\u0301'],
        ['\ud83d|\ude00', 'word', '\ud83d|\ude00'],
        ['👩|\u200d👩', 'word', '👩|\u200d👩'],
      ],
      'stops before a bracket that is already there': [
        ['call(|)', 'value)', 'call([value])'],
        ['call(|);', 'value);', 'call([value]);'],
        ['call([|])', 'one, two]', 'call([[one, two]])'],
      ],
      'closes the brackets that it opens itself': [
        ['call(|)', 'get(x)', 'call([get(x)])'],
        ['call(|);', 'get(x));', 'call([get(x)]);'],
        ['call(|)', "')', 1)", "call([')', 1])"],
      ],
      'does not close an outer bracket before an inner one that is already there': [
        ['call([|])', 'one)', 'call([[one]])'],
      ],
      'stops before a quote that is already there': [
        ['say("|")', 'hello")', 'say("[hello]")'],
        ['say("|")', 'hello", "you"', 'say("[hello]")'],
        ['say("|")', 'a \\" b" c', 'say("[a \\" b]")'],
      ],
      'does not treat an apostrophe as an opening quote': [['(|).', "they don't) know", "([they don't])."]],
      'stops before punctuation that is already there': [
        ['let x = |;', 'first; second', 'let x = [first];'],
        ['/* | */', 'hello */', '/* [hello] */'],
      ],
      'shows nothing if all of it is already there': [['call(|);', ');', 'call(|);']],
    });

    it('appears right before a word while another word is typed', () => {
      const caret = { before: 'the ve', after: 'end', typed: 2 };
      assert.equal(fitSuggestion('ry ', caret, { maxCharacters: 20, multiline: false }), 'ry ');
      assert.equal(fitSuggestion('ry ', { ...caret, typed: 1 }, { maxCharacters: 20, multiline: false }), undefined);
    });

    it('goes on behind closing brackets, in several parts', () => {
      assert.equal(parts('for (|)', 'let i = 0; i < n; i++) {'), 'for ([let i = 0; i < n; i++])[ {]');
      assert.equal(parts('call(|)', 'value);'), 'call([value])[;]');
      assert.equal(parts('call([|])', 'one, two]);'), 'call([[one, two]])[;]');
      assert.equal(parts('call(|)', 'get(x));'), 'call([get(x)])[;]');
      assert.equal(parts('if (|)', 'a(b) && c) {'), 'if ([a(b) && c])[ {]');
    });

    it('covers all closing brackets after the caret, or none', () => {
      assert.equal(coveredLength('one);', { before: 'call([', after: '])' }), 0);
      assert.equal(coveredLength('one]', { before: 'call([', after: '])' }), 0);
      assert.equal(coveredLength('one]);', { before: 'call([', after: '])' }), 2);
      assert.equal(coveredLength('one) + 1', { before: 'f(', after: ') + 1' }), 0);
    });

    eachRule(inLine, {
      'ends before the bracket that it leaves open': [
        ["it('works'|)", ', () => {', "it('works'[, () =>])"],
        ["it('works'|);", ', () => { return get(', "it('works'[, () =>]);"],
        ["it('works'|, 1)", '.each([first, (a)', "it('works'[.each], 1)"],
        ['call(|)', "(a) => '{' + [b", "call([(a) => '{' +])"],
        ['call(|)', 'a < b', 'call([a < b])'],
        ['match(|)', '/\\(a', 'match([/\\(a])'],
        ['call(|)', 'f(x', 'call(|)'],
        ['class Name|:', '(self', 'class Name|:'],
        ['class Name|:', '(Base)', 'class Name[(Base)]:'],
        ['class Name|', '(Base', 'class Name[(Base]'],
      ],
      'may leave a bracket open where no other one is closed': [
        ['call(a, |', 'get(b, [c', 'call(a, [get(b, [c]'],
        ['if (a) | // note', 'run(b', 'if (a) [run(b] // note'],
      ],
    });

    eachRule(inLine, {
      'is whole where the closing bracket may be its own': [
        ['a = b ? c : |)', 'call(d', 'a = b ? c : [call(d])'],
        ['call(a, |))', 'get(b', 'call(a, [get(b]))'],
      ],
    });

    it('stays on the line', () => {
      assert.equal(inLines('call(|)', 'one,\n  two'), 'call([one,])');
    });
  });

  describe('above other lines', () => {
    eachRule(inLine, {
      'does not repeat the next line': [
        ['|\nconst x = 1;', 'const x = 1;', '|\nconst x = 1;'],
        ['con|\nconst x = 1;', 'st x = 1;', 'con|\nconst x = 1;'],
      ],
      'takes a line with another number for another entry': [
        [
          '### Version 3.0.36 - |\n\n### Version 3.0.35 - release',
          'release',
          '### Version 3.0.36 - [release]\n\n### Version 3.0.35 - release',
        ],
      ],
      'does not show the first half of the next line': [
        ['|\nconst x = 1;', 'const x =', '|\nconst x = 1;'],
        ['|\nconst x = first(second);', 'const', '[const]\nconst x = first(second);'],
      ],
      'skips blank lines to find the next line': [
        ['|\r\n\r\n  const x = 1;\r\n', 'const x = 1;', '|\r\n\r\n  const x = 1;\r\n'],
      ],
      'does not close a block that the next line closes': [['  return x;\n|\n});', '});', '  return x;\n|\n});']],
    });

    it('treats lines as equal if they differ in one character of twenty', () => {
      const next = "import { first } from './first.ts';";
      assert.equal(inLine(`|\n${next}`, next.replace('./', '.')), `|\n${next}`);
      assert.equal(
        inLine(`|\n${next}`, next.replaceAll('first', 'other')),
        `[${next.replaceAll('first', 'other')}]\n${next}`,
      );
    });
    eachRule(inLines, {
      'closes below only what it opens': [['|)', ')\n)', '|)']],
      'stops before a line that repeats the next line': [
        ['  one();|\n}\n', '\n  two();\n}', '  one();[\n  two();]\n}\n'],
      ],
    });
  });

  describe('over several lines', () => {
    eachRule(inLines, {
      'continues to the end of the block': [['  if (x) {|', '\n    y();\n  }\n}\n', '  if (x) {[\n    y();\n  }]']],
      'does not end with a further line that may go on, unless it is one word and the text has such a line': [
        ['import r|', 'equest\nfrom .globals import', 'import r[equest]'],
        ['run();|', '\n  one();\nreturn result', 'run();[\n  one();]'],
        ['def f()|', ' -> None:\n    """', 'def f()[ -> None:]'],
        ['<p>|', 'one</p>\n<p>two</p>\n<p>th', '<p>[one</p>\n<p>two</p>]'],
        ['const a|', ' = 1;\n  c', 'const a[ = 1;]'],
        ['run();|', '\n  one();\nif', 'run();[\n  one();]'],
        ['run();|', '\nif', 'run();[\nif]'],
        ['run();|', ' // a\nfor', 'run();[ // a]'],
        ['run();|', '\n  one();\nconst', 'run();[\n  one();]'],
        ['done\ndone();|', ' // a\ndone', 'done\ndone();[ // a\ndone]'],
        ['done();\nrun();|', ' // a\ndone', 'done();\nrun();[ // a]'],
        ['run();|', ' // a\n}', 'run();[ // a\n}]'],
        ['一|', '二\n三四。', '一[二\n三四。]'],
      ],
      'stops at a blank line': [['one|', ' two\nthree()\n\nfour', 'one[ two\nthree()]']],
      'ends with the sentence of a line': [
        ['One is|', ' here.\nTwo is there.', 'One is[ here.]'],
        ['all = |', 'append(all, more...)\n  Print(all)', 'all = [append(all, more...)\n  Print(all)]'],
      ],
    });

    it('closes no bracket twice where nothing is left behind it', () => {
      assert.equal(inLines('call(|)', 'value)\nfoo bar'), 'call([value])');
    });

    it('stops after twelve lines', () => {
      const written = Array.from({ length: 40 }, (_, line) => `line ${line};`).join('\n');
      assert.equal(
        fitSuggestion(written, { before: '', after: '' }, { ...lines, maxCharacters: 900 })?.split('\n').length,
        12,
      );
    });
  });

  describe('with repetitions', () => {
    eachRule(inLine, {
      'shows a repeated phrase once': [['of |', 'the sea of the sea of the sea of the sea', 'of [the sea of]']],
      'keeps short repetitions': [['|', 'www.0000.org', '[www.0000.org]']],
      'keeps a rule of punctuation': [['// |', '-----------------------', '// [-----------------------]']],
    });

    it('shows a repeated line once', () => {
      assert.equal(inLines('|', 'x += 1;\nx += 1;\nx += 1;\nx += 1;\n'), '[x += 1;]');
    });
  });
});

describe('fitSuggestion for any document, caret and continuation', () => {
  const limits = fc.record({ maxCharacters: fc.integer({ min: 0, max: 60 }), multiline: fc.boolean() });
  /** Some continuations equal the text after the caret, or start or end with it. */
  const scenes = fc
    .record({
      before: hardText,
      after: hardText,
      written: hardText,
      limits,
      repeat: fc.constantFrom('no', 'whole', 'begin', 'end'),
    })
    .map(({ before, after, written, limits, repeat }) => {
      const continuation = { no: written, whole: after, begin: after + written, end: written + after }[repeat];
      return { caret: { before, after }, limits, shown: fitSuggestion(continuation, { before, after }, limits) };
    });
  it('returns a suggestion that fits the caret', () => {
    fc.assert(
      fc.property(scenes, ({ caret, limits, shown }) => {
        if (shown !== undefined) assertFits(shown, caret, limits);
      }),
      { numRuns: 5000 },
    );
  });
});
