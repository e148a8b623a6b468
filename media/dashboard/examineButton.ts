// Asks the examiner something that takes a while: a button, how far it is, and why it could not be answered.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element, setHidden, setText } from './element.ts';
import type { Formats } from './format.ts';
import type { Story } from './story.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';

export interface ExamineButton {
  readonly node: HTMLElement;
  draw(story: Story, label: string): void;
}

export function examineButton(
  kind: 'files' | 'use' | 'lens',
  label: string,
  format: Formats,
  wire: Wire,
): ExamineButton {
  const button = element('vscode-button', { secondary: true }, label);
  const bar = element('progress', { max: '1', value: '0', 'aria-label': label });
  const state = element('span', { class: 'where', role: 'status' });
  button.addEventListener('click', () => wire.send({ type: 'examine', question: { kind } }));
  return {
    node: element('div', { class: 'examine' }, button, bar, state),
    draw({ findings, state: session }, text) {
      const done = findings.progress(kind);
      const trouble = findings.trouble(kind);
      setText(button, text);
      setHidden(button, done !== undefined);
      button.toggleAttribute('disabled', session === 'preparing');
      setHidden(bar, done === undefined);
      bar.value = done ?? 0;
      setText(state, done !== undefined ? t('{0} done', format.percent(done)) : (trouble ?? ''));
    },
  };
}
