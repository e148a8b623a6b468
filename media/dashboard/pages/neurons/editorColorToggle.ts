// The button that puts the colours of the chosen unit, or of its gate, into the editors, and takes them away again.
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import { icon } from '../../ui/element.ts';
import { setPressed, toggleButton } from '../../ui/toggleButton.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

type Coloured = EditorChoices['coloring'];

export interface EditorColorToggle {
  readonly node: HTMLElement;
  /** What the editors show now. */
  hear(coloured: Coloured): void;
  /** Something else may have been chosen. */
  draw(): void;
}

export function editorColorToggle(wire: HostConnection, chosen: () => Coloured): EditorColorToggle {
  let coloured: Coloured;
  const button = toggleButton(t('Colour the editor'), () => {
    wire.send({ type: 'color', ...(!isShown() && { coloring: chosen() }) });
  });
  button.prepend(icon('symbol-color'));

  function isShown(): boolean {
    const now = chosen();
    return coloured !== undefined && coloured.unit === now?.unit && coloured.gate === now.gate;
  }

  const draw = (): void => setPressed(button, isShown());
  return {
    node: button,
    hear(next) {
      if (next === coloured) return;
      coloured = next;
      draw();
    },
    draw,
  };
}
