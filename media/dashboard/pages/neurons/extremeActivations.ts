// The positions with the highest and the lowest activations of a unit or its gate. Each links to its position in the text.
import { html, type TemplateResult } from 'lit';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import { activityAt, extremePositions, type UnitActivity } from './unitActivity.ts';

const shownPositions = 5;
/** Characters shown before the position. */
const contextCharacters = 28;

/** `goTo`: moves the caret to the position. */
export function extremeActivations(
  activity: UnitActivity,
  unit: number,
  format: Formats,
  goTo: (position: number) => void,
): TemplateResult {
  const explanation = t(
    'The text before these places, and the activation there. A unit is between -1 and 1, a gate between 0 and 100%.',
  );
  const list = (title: string, sign: 1 | -1) => html`
    <h2 class="minor" title=${explanation}>${title}</h2>
    <ol class="positions">
      ${extremePositions(activity, unit, sign, { count: shownPositions }).map(
        (position) => html`<li>${positionButton(activity, unit, position, { format, goTo })}</li>`,
      )}
    </ol>
  `;
  return html`${list(t('Highest activation after'), 1)} ${list(t('Lowest activation after'), -1)}`;
}

function positionButton(
  activity: UnitActivity,
  unit: number,
  position: number,
  { format, goTo }: { readonly format: Formats; readonly goTo: (position: number) => void },
): TemplateResult {
  const visibleText = (from: number, to: number) =>
    activity.characters
      .slice(Math.max(0, from), to)
      .map((character) => visibleCharacter(character)[0])
      .join('');
  const value = activityAt(activity, unit, position);
  return html`<button type="button" class="position" @click=${() => goTo(position)}>
    <span class="position-text"
      ><span>${visibleText(position - contextCharacters, position)}</span
      ><b>${visibleText(position, position + 1)}</b></span
    >
    <span class="unit-strength">${activity.gate ? format.percent(value) : format.signed(value)}</span>
  </button>`;
}
