// Language models at low temperature fall into loops. A suggestion shows the repeated text once.
import { classOf, type CharacterClass } from '../../model/characterClass.ts';

/**
 * How often a unit of `period` code points may repeat without being a loop. Short units repeat in ordinary text ("www", "000"),
 * long ones do not ("the the the").
 */
function repetitionsAllowed(period: number): number {
  if (period === 1) return 5;
  return period < 4 ? 3 : 2;
}

function isWordCharacter(found: CharacterClass): boolean {
  return found === 'letter' || found === 'ideograph';
}

/** Cuts the text after the first unit that repeats too often. Units without letters, such as "-----", may repeat. */
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
