import { openDocument } from '../../../../src/evaluation/edits/typedDocument.ts';
import { eachRule } from '../../eachRule.ts';

function typed(before: string, text: string, rest: string): string {
  const document = openDocument(before, rest);
  for (const character of text) document.type(character);
  return `${document.before}|${document.after}`;
}

describe('a document while it is typed', () => {
  eachRule(typed, {
    'closes brackets and quotes before blanks and closers': [
      ['', 'f(', '\n', 'f(|)\n'],
      ['', 'f(["', '', 'f(["|"])'],
    ],
    'does not close before a word, and no quote after a letter': [
      ['', '(', 'word', '(|word'],
      ['', "don'", '', "don'|"],
    ],
    'types over closers that it added, and over no others': [
      ['', 'f(a)', ';', 'f(a)|;'],
      ['f(', 'a)', ')', 'f(a)|)'],
    ],
  });
});
