// How the next samples are drawn: prompt, temperature, and the share of probability that is drawn from.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { SampleOptions } from '../../../../src/protocol/runState.ts';
import { settingsTable, type NumberDefinition } from '../../../../src/protocol/settings.ts';
import { element, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

export function samplingForm(format: Formats, ask: (drawing: SampleOptions) => void) {
  const settings = settingsTable.suggestions;
  let seed: number = settings.seed.default;
  const prompt = element('vscode-textfield', { class: 'prompt-field', placeholder: t('Prompt'), label: t('Prompt') });
  const temperature = slider(t('Temperature'), settings.temperature, format);
  const topP = slider(t('Top-p'), settings.topP, format);
  const tell = () =>
    ask({ sampling: { temperature: temperature.value(), topP: topP.value(), seed }, prompt: prompt.value });
  for (const field of [prompt, temperature.input, topP.input]) field.addEventListener('change', tell);
  let shown: SampleOptions | undefined;
  return {
    node: element(
      'div',
      { class: 'sampling', role: 'group', 'aria-label': t('How samples are drawn') },
      prompt,
      temperature.node,
      topP.node,
    ),
    /** What holds now, unless somebody is changing it. */
    show(drawing: SampleOptions | undefined) {
      if (!drawing || drawing === shown) return;
      shown = drawing;
      seed = drawing.sampling.seed;
      if (document.activeElement !== prompt) prompt.value = drawing.prompt;
      temperature.set(drawing.sampling.temperature);
      topP.set(drawing.sampling.topP);
    },
  };
}

function slider(label: string, { minimum, maximum, default: initial }: NumberDefinition, format: Formats) {
  const input = element('input', {
    type: 'range',
    min: String(minimum),
    max: String(maximum),
    step: '0.05',
    value: String(initial),
  });
  const shown = element('output', {}, format.twoDecimals(initial));
  const show = () => setText(shown, format.twoDecimals(Number(input.value)));
  input.addEventListener('input', show);
  return {
    input,
    node: element('label', { class: 'slider' }, element('span', {}, label), input, shown),
    value: () => Number(input.value),
    set(value: number) {
      if (document.activeElement === input) return;
      input.value = String(value);
      show();
    },
  };
}
