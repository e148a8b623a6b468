// How the line of each character began: its first word, or its first two marks, as far as they were read.

const word = /[\p{L}\p{M}_]/u;
const blank = /\s/u;
const maxPunctuation = 2;

/** One for each character (a code point); '' while the line has only blanks. */
export function lineStarts(characters: readonly string[]): readonly string[] {
  let start = '';
  let open = true;
  return characters.map((character) => {
    if (character === '\n') {
      start = '';
      open = true;
    } else if (open && !(start === '' && blank.test(character))) {
      const isWord = word.test(character);
      const goesOn = start === '' || (isWord ? word.test(start) : !word.test(start) && start.length < maxPunctuation);
      if (goesOn && !blank.test(character)) start += character;
      else open = false;
    }
    return start;
  });
}
