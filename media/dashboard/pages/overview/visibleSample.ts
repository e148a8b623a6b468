// The text of a sample as the panel shows it. White space that would leave the panel blank is shown as symbols.
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';

/** Characters of a sample in the list. */
const listedCharacters = 160;
/** White space at the beginning that stays as it is: the indentation of a line, and a blank line or two. */
const plain = { characters: 24, lineEnds: 2 } as const;

export interface VisibleSample {
  /** White space at the beginning, as symbols. Lines still end after the symbol of their end. '' for the usual indentation. */
  readonly symbols: string;
  readonly text: string;
}

/** Splits off long white space at the beginning, which a network with little training may generate alone. */
export function visibleSample(text: string): VisibleSample {
  const blank = text.slice(0, text.length - text.trimStart().length);
  const lineEnds = blank.split('\n').length - 1;
  const isPlain = blank.length <= plain.characters && lineEnds <= plain.lineEnds && blank !== text;
  return isPlain ? { symbols: '', text } : { symbols: symbolsOf(blank), text: text.slice(blank.length) };
}

/** The beginning on one line: line ends become symbols, and all other white space single spaces. */
export function oneLine(text: string): string {
  const line = text.slice(0, listedCharacters).replace(/\n+/g, ' ↵ ').replace(/\s+/g, ' ').trim();
  return /[^↵ ]/.test(line) ? line : symbolsOf(text.slice(0, listedCharacters)).replaceAll('\n', '');
}

function symbolsOf(blank: string): string {
  return blank.replace(/\r\n|[^]/gu, (character) => {
    const [symbol] = visibleCharacter(character[0]!);
    return symbol === '↵' ? '↵\n' : symbol;
  });
}
