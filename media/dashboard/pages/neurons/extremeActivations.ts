// The favourite contexts of a unit, or of its gate: where it stands highest and lowest, a line each, that leads to its place in
// the text.
import { element, replaceChildrenKeepingFocus } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { activityAt, extremePositions, type UnitActivity } from './unitActivity.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import { t } from '../../ui/localization.ts';

const placesShown = 5;
/** Characters shown before the place. */
const contextCharacters = 28;

export interface ExtremeActivations {
  readonly nodes: readonly HTMLElement[];
  show(looked: UnitActivity, unit: number): void;
}

export function extremeActivations(format: Formats, point: (place: number) => void): ExtremeActivations {
  const high = element('ol', { class: 'favourites' });
  const low = element('ol', { class: 'favourites' });

  function line(looked: UnitActivity, unit: number, place: number): HTMLElement {
    const signs = (from: number, to: number) =>
      looked.characters
        .slice(Math.max(0, from), to)
        .map((one) => visibleCharacter(one)[0])
        .join('');
    const activity = activityAt(looked, unit, place);
    const button = element(
      'button',
      { type: 'button', class: 'place' },
      element(
        'span',
        { class: 'place-text' },
        element('span', {}, signs(place - contextCharacters, place)),
        element('b', {}, signs(place, place + 1)),
      ),
      element('span', { class: 'unit-strength' }, looked.gate ? format.percent(activity) : format.signed(activity)),
    );
    button.dataset.key = String(place);
    button.addEventListener('click', () => point(place));
    return element('li', {}, button);
  }

  return {
    nodes: [
      element('h2', { class: 'minor' }, t('Highest after')),
      high,
      element('h2', { class: 'minor' }, t('Lowest after')),
      low,
    ],
    show(looked, unit) {
      for (const [list, sign] of [[high, 1] as const, [low, -1] as const]) {
        const places = extremePositions(looked, unit, sign, placesShown);
        replaceChildrenKeepingFocus(
          list,
          places.map((place) => line(looked, unit, place)),
        );
      }
    },
  };
}
