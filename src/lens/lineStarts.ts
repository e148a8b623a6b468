// The start of the line of each character: its first word or its first two punctuation characters, as far as read.

const word = /[\p{L}\p{M}_]/u;
const whitespace = /\s/u;
const maxPunctuation = 2;

/** One per character (code point); '' while the line has only whitespace. */
export function lineStarts(characters: readonly string[]): readonly string[] {
  let start = '';
  let open = true;
  return characters.map((character) => {
    if (character === '\n') {
      start = '';
      open = true;
    } else if (open && !(start === '' && whitespace.test(character))) {
      const isWord = word.test(character);
      const goesOn = start === '' || (isWord ? word.test(start) : !word.test(start) && start.length < maxPunctuation);
      if (goesOn && !whitespace.test(character)) start += character;
      else open = false;
    }
    return start;
  });
}
