// Characters as they are shown where blanks must be seen.

/** A sign for what has none of its own, and whether it is ink. */
export function visibleCharacter(character: string): readonly [sign: string, visible: boolean] {
  if (character === '\n' || character === '\r') return ['↵', false];
  if (character === '\t') return ['→', false];
  if (character.trim() === '') return ['·', false];
  return [character, true];
}
