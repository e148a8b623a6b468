// The buttons that choose what colors the text: the unit, one of its gates, or the attribution of a character.
import { html, type TemplateResult } from 'lit';
import type { CellGate } from '../../../../src/protocol/learner.ts';
import { t } from '../../ui/localization.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import { gateNames } from './gateNames.ts';
import { colorModes, type ColorMode } from '../../state/neuronsViewState.ts';

/** `gates`: the gates of the network's cell. `tools`: shown at the end of the row. */
export function colorModeButtons(
  chosen: ColorMode,
  gates: readonly CellGate[],
  choose: (mode: ColorMode) => void,
  tools: TemplateResult,
): TemplateResult {
  const isAvailable = (mode: ColorMode) => mode === 'unit' || mode === 'attribution' || gates.includes(mode);
  return html`
    <div class="color-modes" role="group" aria-label=${t('Color the text by')}>
      ${colorModes.map((mode) =>
        toggleButton({
          label: modeName(mode),
          title: explanationOf(mode),
          isPressed: mode === chosen,
          isHidden: !isAvailable(mode),
          clicked: () => choose(mode),
        }),
      )}
      <div class="section-tools">${tools}</div>
    </div>
  `;
}

function modeName(mode: ColorMode): string {
  if (mode === 'unit') return t('Unit activation');
  return mode === 'attribution' ? t('Attribution') : gateNames[mode];
}

function explanationOf(mode: ColorMode): string {
  if (mode === 'unit') return t('Colors each character by the activation of the unit after it');
  return mode === 'attribution'
    ? t('Colors the characters that influenced the prediction of the character at the cursor')
    : t('Colors each character by how far the gate of the unit is open');
}
