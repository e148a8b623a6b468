// A quiet button that stays pressed.
import { element } from './element.ts';

export function toggleButton(label: string, pressed: () => void): HTMLButtonElement {
  const button = element('button', { class: 'quiet toggle', type: 'button', 'aria-pressed': 'false' }, label);
  button.addEventListener('click', pressed);
  return button;
}

export function setPressed(button: HTMLElement, pressed: boolean): void {
  button.setAttribute('aria-pressed', String(pressed));
}
