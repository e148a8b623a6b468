// Asks the examiner something that takes a while: a button, how far it is, and why it could not be answered.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element, setHidden, setText } from './element.ts';
import type { Formats } from './format.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import { t } from './localization.ts';

export interface AnalyzeButton {
  readonly node: HTMLElement;
  draw(story: DashboardState, label: string): void;
}

export function analyzeButton(
  kind: 'files' | 'suggestions' | 'lens',
  label: string,
  format: Formats,
  wire: HostConnection,
): AnalyzeButton {
  const button = element('vscode-button', { secondary: true }, label);
  const bar = element('progress', { max: '1', value: '0', 'aria-label': label });
  const state = element('span', { class: 'where', role: 'status' });
  button.addEventListener('click', () => wire.send({ type: 'analyze', query: { kind } }));
  return {
    node: element('div', { class: 'examine' }, button, bar, state),
    draw({ analyses, status: session }, text) {
      const done = analyses.progress(kind);
      const trouble = analyses.error(kind);
      setText(button, text);
      setHidden(button, done !== undefined);
      button.toggleAttribute('disabled', session === 'preparing');
      setHidden(bar, done === undefined);
      bar.value = done ?? 0;
      setText(state, done !== undefined ? t('{0} done', format.percent(done)) : (trouble ?? ''));
    },
  };
}
