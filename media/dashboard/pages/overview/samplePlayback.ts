// Plays the samples from the first to the latest. The slider selects one by hand.
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon, inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';

/** How long each sample is shown during playback. */
const sampleMs = 700;

/** `show`: shows the sample at this index. Undefined: always the latest. `isConnected`: playback stops without a page. */
export function samplePlayback(show: (index: number | undefined) => void, isConnected: () => boolean) {
  let count = 0;
  let position = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  function go(index: number): void {
    position = index;
    show(index < count - 1 ? index : undefined);
  }

  function start(): void {
    timer = setInterval(() => {
      const next = position + 1;
      if (next >= count - 1 || !isConnected()) stop();
      go(Math.min(next, count - 1));
    }, sampleMs);
    go(0);
  }

  function toggle(): void {
    if (timer === undefined) return start();
    stop();
    go(position);
  }

  return {
    /** `index`: the shown one of the samples. `description`: when it was drawn, for screen readers. */
    template(samples: number, index: number, description: string): TemplateResult {
      [count, position] = [samples, index];
      const isPlaying = timer !== undefined;
      const label = isPlaying ? t('Pause') : t('Play the samples from the first');
      return html`
        <div class="playback" role="group" aria-label=${t('Playback of the samples')} ?hidden=${samples < 2}>
          <button type="button" class="quiet" title=${label} aria-label=${label} @click=${toggle}>
            ${icon(isPlaying ? 'debug-pause' : 'play')}
          </button>
          <input
            type="range"
            min="0"
            max=${Math.max(0, samples - 1)}
            title=${t('Shows an earlier sample')}
            aria-label=${t('Sample')}
            aria-valuetext=${description}
            .value=${live(String(index))}
            @input=${(event: Event) => {
              stop();
              go(Number(inputValue(event)));
            }}
          />
          <output>${t('Sample {0} of {1}', index + 1, samples)}</output>
        </div>
      `;
    },
  };
}
