// Spellings of one identifier: fooBar, FooBar, FOO_BAR, foo_bar. A pair of identifiers in one spelling stands for all four.

export interface Pair {
  readonly old: string;
  readonly new: string;
}

/** UTF-16 units. Longer text is no identifier that a person writes. */
const longestIdentifier = 80;

type Spelling = (words: readonly string[]) => string;

const spellings: readonly Spelling[] = [
  (words) => words.map((word, index) => (index === 0 ? word : capitalized(word))).join(''),
  (words) => words.map(capitalized).join(''),
  (words) => words.join('_').toUpperCase(),
  (words) => words.join('_'),
];

/** The pair in all spellings, itself first. Only itself if its sides are not identifiers of one spelling. */
export function caseVariants(pair: Pair): readonly Pair[] {
  const words = wordsOfPair(pair);
  if (!words) return [pair];
  const variants = [pair, ...spellings.map((spell) => ({ old: spell(words.old), new: spell(words.new) }))];
  // One word has the same spelling with and without underscores: the pair itself says which one the other side has.
  const isFirst = ({ old }: Pair, index: number): boolean => variants.findIndex((one) => one.old === old) === index;
  return variants.filter(isFirst).filter((variant) => variant.old !== variant.new);
}

/** Equal for the spellings of one pair. */
export function spellingKey(pair: Pair): string {
  const words = wordsOfPair(pair);
  return words ? `words ${words.old.join(' ')}\n${words.new.join(' ')}` : `text ${pair.old}\n${pair.new}`;
}

function wordsOfPair(pair: Pair): { readonly old: readonly string[]; readonly new: readonly string[] } | undefined {
  const words = { old: wordsOfIdentifier(pair.old), new: wordsOfIdentifier(pair.new) };
  const isSpelled = spellings.some((spell) => spell(words.old) === pair.old && spell(words.new) === pair.new);
  return isSpelled && words.old.length > 0 && words.new.length > 0 ? words : undefined;
}

/** In lower case. None if the text is no identifier that begins with a letter. */
function wordsOfIdentifier(text: string): readonly string[] {
  if (text.length > longestIdentifier || !/^\p{L}[\p{L}\p{N}_]*$/u.test(text)) return [];
  const characters = Array.from(text);
  const words: string[] = [];
  let word = '';
  const endWord = (): void => {
    if (word !== '') words.push(word.toLowerCase());
    word = '';
  };
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1] ?? '';
    // HTTPServer: the last capital of several belongs to the next word.
    const isStart = isUpper(character) && (!isUpper(characters[index - 1] ?? '') || isLower(next));
    if (character === '_' || isStart) endWord();
    if (character !== '_') word += character;
  }
  endWord();
  return words;
}

function isUpper(character: string): boolean {
  return character !== character.toLowerCase();
}

function isLower(character: string): boolean {
  return character !== character.toUpperCase();
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
