// Samples of text that the network generates during training: the latest in full, earlier ones as a list.
import { html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isRunning, type RunStatus, type SampleEntry } from '../../../../src/protocol/runState.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { samplePlayback } from './samplePlayback.ts';
import { oneLine, visibleSample } from './visibleSample.ts';
import { samplingForm } from './samplingForm.ts';

export function samplesPanel(context: DashboardContext): View {
  const { format } = context;
  const node = element('section', { class: 'samples', 'aria-label': t('Samples') });
  let state: DashboardState | undefined;
  /** The sample that the user reads. Undefined: always the latest. */
  let selected: SampleEntry | undefined;
  /** What the panel shows now: most draws change none of it. */
  let drawn: readonly unknown[] = [];
  const form = samplingForm(context, redraw);
  const playback = samplePlayback(
    (index) => select(index === undefined ? undefined : state?.run.samples[index]),
    () => node.isConnected,
  );

  function select(entry: SampleEntry | undefined): void {
    selected = entry;
    redraw();
  }

  function caption(entry: SampleEntry | undefined): string {
    // A sample of a network without a run.
    if (!entry || entry.characters === 0) return '';
    return t('at {0}, after {1} characters', format.duration(entry.elapsedMs), format.compact(entry.characters));
  }

  function listItem(entry: SampleEntry): TemplateResult {
    const isSelected = entry === selected;
    return html`<li>
      <button
        type="button"
        class="sample-line"
        aria-pressed=${isSelected ? 'true' : 'false'}
        @click=${() => select(isSelected ? undefined : entry)}
      >
        <span class="sample-time">${format.duration(entry.elapsedMs)}</span>
        <span class="sample-text">${oneLine(entry.text)}</span>
      </button>
    </li>`;
  }

  function redraw(): void {
    if (!state) return;
    const { samples, sampleOptions, status } = state.run;
    if (selected && !samples.includes(selected)) selected = undefined;
    const shown = selected ?? samples.at(-1);
    const { symbols, text } = visibleSample(shown?.text ?? '');
    const hasNetwork = hasNetworkIn(state);
    drawn = shownPartOf(state);
    const latest = html`<button class="quiet" type="button" ?hidden=${!selected} @click=${() => select(undefined)}>
      ${t('Latest')}
    </button>`;
    render(
      html`
        ${sectionHead({
          title: t('Samples'),
          explanation: t('Text that the network generates. It shows what the network has learned so far.'),
          readout: html`<span class="where">${caption(shown)}</span>`,
          tools: latest,
        })}
        ${emptyState(emptyText(status, hasNetwork), shown === undefined)}
        <div class="sample" tabindex="0" role="region" aria-label=${t('Sample')} ?hidden=${!shown}>
          <span class="sample-prompt">${shown?.prompt ?? ''}</span
          ><span class="sample-blank" title=${t('White space that the network generated')}>${symbols}</span
          ><span>${text}</span>
        </div>
        <p class="where" ?hidden=${!isOfOtherTexts(state, shown)}>
          ${t('The training began with a network that has read other texts, so this sample may not resemble yours yet.')}
        </p>
        ${hasNetwork ? playback.template(samples.length, shown ? samples.indexOf(shown) : 0, caption(shown)) : ''}
        ${hasNetwork ? form(sampleOptions) : ''}
        <ol class="sample-list" aria-label=${t('Earlier samples, newest first')} ?hidden=${!hasNetwork}>
          ${repeat(samples.slice(0, -1).reverse(), (entry) => entry, listItem)}
        </ol>
      `,
      node,
    );
  }

  return {
    node,
    draw(current) {
      state = current;
      if (shownPartOf(current).some((part, at) => part !== drawn[at])) redraw();
    },
  };
}

/** Whether a network generates samples. */
function hasNetworkIn({ curve, run }: DashboardState): boolean {
  return curve.length > 0 || run.networkWithoutRun !== undefined;
}

/** Whether the network had begun with other texts, and had not read all of the user's when it wrote the sample. */
function isOfOtherTexts({ run: { settings, corpus } }: DashboardState, sample: SampleEntry | undefined): boolean {
  return settings?.start === 'pretrained' && (sample?.characters ?? Infinity) < (corpus?.trainCharacters ?? 0);
}

/** What the panel depends on. */
function shownPartOf(state: DashboardState): readonly unknown[] {
  const { samples, sampleOptions, status } = state.run;
  return [samples, sampleOptions, status, hasNetworkIn(state)];
}

/** What to do where there is no sample. */
function emptyText(status: RunStatus, hasNetwork: boolean): string {
  if (!hasNetwork && !isRunning({ status }))
    return t('Train the network to see text that it generates, with a new sample every few seconds.');
  if (!hasNetwork || status === 'training')
    return t('Samples are written while this page is open. The first one appears in a few seconds.');
  return t('Type a prompt and press Enter to see how the network continues it.');
}
