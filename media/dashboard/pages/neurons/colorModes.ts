// The buttons that say what colours the text: the unit, one of the gates that its cell has, or what mattered for a character.
import type { GateName } from '../../../../src/protocol/learner.ts';
import { element, setHidden } from '../../ui/element.ts';
import { gateName } from './gateNames.ts';
import { colorModes, type ColorMode } from './neuronsViewState.ts';
import { setPressed, toggleButton } from '../../ui/toggleButton.ts';
import { t } from '../../ui/localization.ts';

export interface ColorModeButtons {
  readonly node: HTMLElement;
  /** `gates`: those of the network. */
  show(mode: ColorMode, gates: readonly GateName[]): void;
}

/** `tools` stand at the end of the row. */
export function colorModeButtons(choose: (mode: ColorMode) => void, ...tools: HTMLElement[]): ColorModeButtons {
  const buttons = colorModes.map((mode) => ({ mode, button: toggleButton(wordsOf(mode), () => choose(mode)) }));
  return {
    node: element(
      'div',
      { class: 'lens-modes', role: 'group', 'aria-label': t('What colours the text') },
      ...buttons.map(({ button }) => button),
      element('div', { class: 'section-tools' }, ...tools),
    ),
    show(chosen, gates) {
      for (const { mode, button } of buttons) {
        setHidden(button, mode !== 'unit' && mode !== 'looking back' && !gates.includes(mode));
        setPressed(button, mode === chosen);
      }
    },
  };
}

function wordsOf(mode: ColorMode): string {
  if (mode === 'unit') return t('Colours of the unit');
  return mode === 'looking back' ? t('Looking back') : gateName(mode);
}
