// The options for the next samples: prompt, temperature and top-p.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, type TemplateResult } from 'lit';
import type { SampleOptions } from '../../../../src/protocol/learner.ts';
import { defaultSampling, settingsTable, type NumberDefinition } from '../../../../src/protocol/settings.ts';
import { inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { slider } from '../../ui/slider.ts';
import type { DashboardContext } from '../../ui/view.ts';

/** `redraw`: shows the value while a slider moves. */
export function samplingForm({ format, connection }: DashboardContext, redraw: () => void) {
  const settings = settingsTable.suggestions;
  let options: SampleOptions = { sampling: defaultSampling, prompt: '' };
  /** The last options that the host has sent. */
  let received: SampleOptions | undefined;

  function edit({
    prompt = options.prompt,
    ...sampling
  }: {
    prompt?: string;
    temperature?: number;
    topP?: number;
  }): void {
    options = { prompt, sampling: { ...options.sampling, ...sampling } };
    redraw();
  }

  function send(): void {
    connection.send({ type: 'sampling', ...options });
  }

  /** `current`: the options of the host. They do not replace values that the user is editing. */
  return (current: SampleOptions | undefined): TemplateResult => {
    if (current && current !== received) {
      received = current;
      const isEdited = Boolean(document.activeElement?.closest('.sampling'));
      const { seed } = current.sampling;
      options = isEdited ? { ...options, sampling: { ...options.sampling, seed } } : current;
    }
    const { prompt, sampling } = options;
    const optionSlider = (name: 'temperature' | 'topP', label: string, title: string, shown: string) => {
      const { minimum, maximum }: NumberDefinition = settings[name];
      return slider({
        label,
        title,
        min: minimum,
        max: maximum,
        step: 0.05,
        value: sampling[name],
        shown,
        input: (value) => edit({ [name]: value }),
        change: send,
      });
    };
    return html`
      <div class="sampling" role="group" aria-label=${t('Options of the samples')}>
        <vscode-textfield
          class="prompt-field"
          placeholder=${t('Prompt')}
          label=${t('Prompt')}
          title=${t('The text that each sample continues')}
          .value=${prompt}
          @input=${(event: Event) => edit({ prompt: inputValue(event) })}
          @change=${send}
        ></vscode-textfield>
        ${optionSlider(
          'temperature',
          t('Variety'),
          t('How varied the samples are: at 0, the network always writes the most likely character (its temperature)'),
          format.twoDecimals(sampling.temperature),
        )}
        ${optionSlider(
          'topP',
          t('Leave out'),
          t(
            'The samples never contain the unlikeliest characters: at 5%, those that together have a probability of 5% (top-p 0.95)',
          ),
          sampling.topP < 1 ? t('unlikely letters, together {0}', format.percent(1 - sampling.topP)) : t('nothing'),
        )}
      </div>
    `;
  };
}
