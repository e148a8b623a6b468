// Networks at low temperature fall into loops. A loop is shown once.
import { classOf, type CharacterClass } from './words.ts';

/** Times in a row that a unit of this many characters (code points) may stand: "www" and "000" are words, "the the the" is not. */
function repetitionsAllowed(period: number): number {
  if (period === 1) return 5;
  return period < 4 ? 3 : 2;
}

function isWordCharacter(found: CharacterClass): boolean {
  return found === 'letter' || found === 'ideograph';
}

/** Up to the end of the first unit that goes on to repeat itself; rules of marks and blanks ("-----") may be long. */
export function cutRepetition(text: string): string {
  const characters = Array.from(text);
  for (let period = 1; period * 3 <= characters.length; period++) {
    const needed = period * repetitionsAllowed(period);
    let run = 0;
    for (let at = period; at < characters.length; at++) {
      run = characters[at] === characters[at - period] ? run + 1 : 0;
      if (run < needed) continue;
      const start = at + 1 - run - period;
      const unit = characters.slice(start, start + period);
      if (unit.some((character) => isWordCharacter(classOf(character))))
        return characters.slice(0, start + period).join('');
    }
  }
  return text;
}
