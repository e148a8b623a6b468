// Shows whitespace characters, and characters that the network does not know, as visible symbols.

/** The symbol of a character, and whether the character itself is visible. An unknown character is empty. */
export function visibleCharacter(character: string): readonly [symbol: string, isVisible: boolean] {
  if (character === '') return ['�', false];
  if (character === '\n' || character === '\r') return ['↵', false];
  if (character === '\t') return ['→', false];
  if (character.trim() === '') return ['·', false];
  return [character, true];
}
