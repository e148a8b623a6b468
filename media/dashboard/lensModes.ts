// The buttons that say what colours the text: the unit, one of the gates that its cell has, or what mattered for a character.
import type { GateName } from '../../src/protocol/learner.ts';
import { element, setHidden } from './element.ts';
import { gateWords } from './gateWords.ts';
import { lensModes, type LensMode } from './lensLook.ts';
import { setPressed, toggle } from './toggle.ts';
import { t } from './words.ts';

export interface ModeButtons {
  readonly node: HTMLElement;
  /** `gates`: those of the network. */
  show(mode: LensMode, gates: readonly GateName[]): void;
}

/** `tools` stand at the end of the row. */
export function modeButtons(choose: (mode: LensMode) => void, ...tools: HTMLElement[]): ModeButtons {
  const buttons = lensModes.map((mode) => ({ mode, button: toggle(wordsOf(mode), () => choose(mode)) }));
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

function wordsOf(mode: LensMode): string {
  if (mode === 'unit') return t('Colours of the unit');
  return mode === 'looking back' ? t('Looking back') : gateWords(mode);
}
