// Shows whitespace characters as visible symbols.

/** The symbol of a character, and whether the character itself is visible. */
export function visibleCharacter(character: string): readonly [symbol: string, isVisible: boolean] {
  if (character === '\n' || character === '\r') return ['↵', false];
  if (character === '\t') return ['→', false];
  if (character.trim() === '') return ['·', false];
  return [character, true];
}
