// Each picture is a document with its caret: `|` without ghost text, `[...]` with ghost text.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Caret } from '../../../../src/completion/fit/caret.ts';
import { fitSuggestion } from '../../../../src/completion/fit/fit.ts';
import { coveredLength } from '../../../../src/completion/fit/suffixOverlap.ts';
import { assertFits, hardText } from './assertFits.ts';

const oneLine = { maxCharacters: 200, multiline: false };
const lines = { maxCharacters: 200, multiline: true };

function caretIn(document: string): Caret {
  const at = document.indexOf('|');
  return { before: document.slice(0, at), after: document.slice(at + 1) };
}

/** The document with the ghost text that appears for a continuation of the model. */
function picture(document: string, continuation: string, limits = oneLine): string {
  const { before, after } = caretIn(document);
  const shown = fitSuggestion(continuation, { before, after }, limits);
  return before + (shown === undefined ? '|' : `[${shown}]`) + after;
}

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
  it('closes only what is open', () => {
    assert.equal(picture('<ul><li>one|', '</li></ul> two'), '<ul><li>one[</li></ul> two]');
    assert.equal(picture('<ul><li>one|', ' two</ul>'), '<ul><li>one[ two]');
    assert.equal(picture('\\begin{a}x\\end{|}', 'a}'), '\\begin{a}x\\end{|}');
    assert.equal(picture('\\begin{quote}x\\end{|', 'quote}'), '\\begin{quote}x\\end{[quote}]');
    assert.equal(picture('\\begin{quote}x\\end{|', 'question}'), '\\begin{quote}x\\end{|');
  });

  it('continues a word and its line', () => {
    assert.equal(picture('con|', 'st x = 1;'), 'con[st x = 1;]');
  });

  it('stops at the end of the line', () => {
    assert.equal(picture('con|\n\n', 'st x = 1;\nconst y = 2;'), 'con[st x = 1;]\n\n');
    assert.equal(picture('con|', 'st x = 1;\r\nconst y'), 'con[st x = 1;]');
  });

  it('shows nothing if the continuation starts with a line end', () => {
    assert.equal(picture('const x = 1;|', '\nconst y = 2;'), 'const x = 1;|');
  });

  it('shows nothing if only white space is left', () => {
    assert.equal(picture('const |', '    '), 'const |');
    assert.equal(picture('const |', ''), 'const |');
  });

  it('shows no single character, because accepting it costs a key', () => {
    assert.equal(picture('let x|', ';'), 'let x|');
    assert.equal(picture('let x |', '😀'), 'let x |');
  });

  it('drops trailing white space', () => {
    assert.equal(picture('con|', 'st x   \n'), 'con[st x]');
  });

  it('drops a last word that the limit cut in two', () => {
    assert.equal(picture('|', 'const value', { maxCharacters: 8, multiline: false }), '[const]');
  });

  it('keeps a word that the limit cut if it is the only word', () => {
    assert.equal(picture('a|', 'bcdefghijk', { maxCharacters: 8, multiline: false }), 'a[bcdefghi]');
  });

  describe('in mid-line', () => {
    it('begins no line comment before closing brackets', () => {
      assert.equal(picture('index.indexOf(|)}', '// eslint-disable-next-line'), 'index.indexOf(|)}');
      assert.equal(picture('index.indexOf(|)}', 'key, // the first'), 'index.indexOf([key,])}');
      assert.equal(picture('open(|)', 'path # the first'), 'open([path])');
      assert.equal(picture('open(|)', 'https://example.org'), 'open([https://example.org])');
    });

    it('appears before closing brackets, quotes and punctuation', () => {
      assert.equal(picture('call(|);', 'value'), 'call([value]);');
      assert.equal(picture("say('|')", 'hello'), "say('[hello]')");
      assert.equal(picture('/* | */', 'hello'), '/* [hello] */');
      assert.equal(picture('<!-- | -->', 'hello'), '<!-- [hello] -->');
      assert.equal(picture('「|」', 'こんにちは'), '「[こんにちは]」');
    });

    it('appears before code and words', () => {
      assert.equal(picture('const | = 1', 'value'), 'const [value] = 1');
      assert.equal(picture('the | end', 'very'), 'the [very] end');
      assert.equal(picture('import { | } from "x"', 'join'), 'import { [join] } from "x"');
      assert.equal(picture('if (|) {', 'ready'), 'if ([ready]) {');
      assert.equal(picture('<p>|</p>', 'text'), '<p>[text]</p>');
      assert.equal(picture('f(|, b)', 'first'), 'f([first], b)');
      assert.equal(picture('a = | # c', 'value'), 'a = [value] # c');
    });

    it('keeps a bracket that only the rest of the line opens and closes', () => {
      assert.equal(picture('a(b|, c(d)', '[1])'), 'a(b[[1])], c(d)');
      assert.equal(picture('f(|, b)', 'first)'), 'f([first], b)');
    });

    it('appears right before a word while another word is typed', () => {
      const caret = { before: 'the ve', after: 'end', typed: 2 };
      assert.equal(fitSuggestion('ry ', caret, { maxCharacters: 20, multiline: false }), 'ry ');
      assert.equal(fitSuggestion('ry ', { ...caret, typed: 1 }, { maxCharacters: 20, multiline: false }), undefined);
    });

    it('does not appear inside a word', () => {
      assert.equal(picture('con|st', 'sole'), 'con|st');
    });

    it('does not appear inside a character', () => {
      assert.equal(picture('e|\u0301', 'nd of'), 'e|\u0301');
      assert.equal(picture('\ud83d|\ude00', 'word'), '\ud83d|\ude00');
      assert.equal(picture('👩|\u200d👩', 'word'), '👩|\u200d👩');
    });

    it('stops before a bracket that is already there', () => {
      assert.equal(picture('call(|)', 'value)'), 'call([value])');
      assert.equal(picture('call(|);', 'value);'), 'call([value]);');
      assert.equal(picture('call([|])', 'one, two]'), 'call([[one, two]])');
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

    it('closes the brackets that it opens itself', () => {
      assert.equal(picture('call(|)', 'get(x)'), 'call([get(x)])');
      assert.equal(picture('call(|);', 'get(x));'), 'call([get(x)]);');
      assert.equal(picture('call(|)', "')', 1)"), "call([')', 1])");
    });

    it('does not close an outer bracket before an inner one that is already there', () => {
      assert.equal(picture('call([|])', 'one)'), 'call([[one]])');
    });

    it('stops before a quote that is already there', () => {
      assert.equal(picture('say("|")', 'hello")'), 'say("[hello]")');
      assert.equal(picture('say("|")', 'hello", "you"'), 'say("[hello]")');
      assert.equal(picture('say("|")', 'a \\" b" c'), 'say("[a \\" b]")');
    });

    it('does not treat an apostrophe as an opening quote', () => {
      assert.equal(picture('(|).', "they don't) know"), "([they don't]).");
    });

    it('stops before punctuation that is already there', () => {
      assert.equal(picture('let x = |;', 'first; second'), 'let x = [first];');
      assert.equal(picture('/* | */', 'hello */'), '/* [hello] */');
    });

    it('shows nothing if all of it is already there', () => {
      assert.equal(picture('call(|);', ');'), 'call(|);');
    });

    it('stays on the line', () => {
      assert.equal(picture('call(|)', 'one,\n  two', lines), 'call([one,])');
    });
  });

  describe('above other lines', () => {
    it('does not repeat the next line', () => {
      assert.equal(picture('|\nconst x = 1;', 'const x = 1;'), '|\nconst x = 1;');
      assert.equal(picture('con|\nconst x = 1;', 'st x = 1;'), 'con|\nconst x = 1;');
    });

    it('does not show the first half of the next line', () => {
      assert.equal(picture('|\nconst x = 1;', 'const x ='), '|\nconst x = 1;');
      assert.equal(picture('|\nconst x = first(second);', 'const'), '[const]\nconst x = first(second);');
    });

    it('skips blank lines to find the next line', () => {
      assert.equal(picture('|\r\n\r\n  const x = 1;\r\n', 'const x = 1;'), '|\r\n\r\n  const x = 1;\r\n');
    });

    it('treats lines as equal if they differ in one character of twenty', () => {
      const next = "import { first } from './first.ts';";
      assert.equal(picture(`|\n${next}`, next.replace('./', '.')), `|\n${next}`);
      assert.equal(
        picture(`|\n${next}`, next.replaceAll('first', 'other')),
        `[${next.replaceAll('first', 'other')}]\n${next}`,
      );
    });

    it('does not close a block that the next line closes', () => {
      assert.equal(picture('  return x;\n|\n});', '});'), '  return x;\n|\n});');
    });

    it('closes below only what it opens', () => {
      assert.equal(picture('|)', ')\n)', lines), '|)');
    });

    it('stops before a line that repeats the next line', () => {
      assert.equal(picture('  one();|\n}\n', '\n  two();\n}', lines), '  one();[\n  two();]\n}\n');
    });
  });

  describe('over several lines', () => {
    it('continues to the end of the block', () => {
      assert.equal(picture('  if (x) {|', '\n    y();\n  }\n}\n', lines), '  if (x) {[\n    y();\n  }]');
    });

    it('stops at a blank line', () => {
      assert.equal(picture('one|', ' two\nthree\n\nfour', lines), 'one[ two\nthree]');
    });

    it('stops after twelve lines', () => {
      const written = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
      assert.equal(
        fitSuggestion(written, { before: '', after: '' }, { ...lines, maxCharacters: 900 })?.split('\n').length,
        12,
      );
    });
  });

  describe('with repetitions', () => {
    it('shows a repeated phrase once', () => {
      assert.equal(picture('of |', 'the sea of the sea of the sea of the sea'), 'of [the sea of]');
    });

    it('shows a repeated line once', () => {
      assert.equal(picture('|', 'x += 1;\nx += 1;\nx += 1;\nx += 1;\n', lines), '[x += 1;]');
    });

    it('keeps short repetitions', () => {
      assert.equal(picture('|', 'www.0000.org'), '[www.0000.org]');
    });

    it('keeps a rule of punctuation', () => {
      assert.equal(picture('// |', '-----------------------'), '// [-----------------------]');
    });
  });

  it('stops before half a surrogate pair', () => {
    assert.equal(picture('|', 'word \ud83d'), '[word]');
    assert.equal(picture('|', 'word \ude00 word'), '[word]');
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
