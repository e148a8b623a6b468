// What the network says: its latest sample in full, and below it one line of every earlier one, from text back to noise.
import type { FromDashboard } from '../../../../src/protocol/dashboard.ts';
import type { SampleEntry } from '../../../../src/protocol/runState.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import { samplingForm } from './samplingForm.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { samplePlayback } from './samplePlayback.ts';
import { t } from '../../ui/localization.ts';

/** Characters of a sample that its line in the list may show. */
const lineCharacters = 160;

export function samplesPanel(format: Formats, send: (message: FromDashboard) => void): View {
  const form = samplingForm(format, (drawing) => {
    choose(undefined);
    send({ type: 'sampling', ...drawing });
  });
  const lapse = samplePlayback(
    (index) => captionOf(story?.samples[index], format),
    (index) => choose(index === undefined ? undefined : story?.samples[index]),
  );
  const prompt = element('span', { class: 'sample-prompt' });
  const text = element('span', {});
  const caption = element('span', { class: 'where' });
  const back = element('button', { class: 'quiet', type: 'button' }, t('Latest'));
  const list = element('ol', { class: 'sample-list', 'aria-label': t('Earlier samples, newest first') });
  const empty = element(
    'p',
    { class: 'empty' },
    t('A text that the network makes up will stand here, anew every few seconds.'),
  );
  const node = element(
    'section',
    { class: 'voice', 'aria-labelledby': 'voice-title' },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id: 'voice-title' }, t('Voice')),
      element('div', { class: 'readout' }, caption),
      element('div', { class: 'section-tools' }, back),
    ),
    empty,
    element('div', { class: 'sample', tabindex: '0', role: 'region', 'aria-label': t('Sample') }, prompt, text),
    lapse.node,
    form.node,
    list,
  );
  /** The sample that the person chose to read; undefined: always the latest. */
  let chosen: SampleEntry | undefined;
  let listed: { readonly entry: SampleEntry; readonly item: HTMLElement }[] = [];
  let story: DashboardState | undefined;

  function show(): void {
    const entry = chosen ?? story?.samples.at(-1);
    setHidden(empty, entry !== undefined);
    setHidden(back, chosen === undefined);
    setText(prompt, entry?.prompt ?? '');
    setText(text, entry?.text ?? '');
    setText(caption, captionOf(entry, format));
    lapse.draw(story?.samples.length ?? 0, entry && story ? story.samples.indexOf(entry) : 0);
    for (const { entry: one, item } of listed)
      item.firstElementChild!.setAttribute('aria-pressed', String(one === chosen));
  }

  function choose(entry: SampleEntry | undefined): void {
    chosen = entry;
    show();
  }

  function line(entry: SampleEntry): HTMLElement {
    const button = element(
      'button',
      { type: 'button', class: 'sample-line', 'aria-pressed': 'false' },
      element('span', { class: 'sample-time' }, format.duration(entry.elapsedMs)),
      element('span', { class: 'sample-text' }, oneLine(entry.text)),
    );
    button.addEventListener('click', () => choose(entry === chosen ? undefined : entry));
    return element('li', {}, button);
  }

  back.addEventListener('click', () => choose(undefined));

  return {
    node,
    draw(current) {
      story = current;
      // The latest stands above in full, the list begins with the one before it.
      const earlier = current.samples.slice(0, -1);
      const known = new Set(listed.map(({ entry }) => entry));
      const kept = new Set(earlier);
      for (const { entry, item } of listed) if (!kept.has(entry)) item.remove();
      listed = listed.filter(({ entry }) => kept.has(entry));
      for (const entry of earlier) {
        if (known.has(entry)) continue;
        const item = line(entry);
        listed.push({ entry, item });
        list.prepend(item);
      }
      if (chosen && !current.samples.includes(chosen)) chosen = undefined;
      form.show(current.sampling);
      show();
    },
  };
}

function captionOf(entry: SampleEntry | undefined, format: Formats): string {
  if (!entry) return '';
  return t('at {0}, after {1} characters', format.duration(entry.elapsedMs), format.compact(entry.characters));
}

/** Line ends as a sign, so that a sample fits on a line and still looks like itself. */
function oneLine(text: string): string {
  return text.slice(0, lineCharacters).replace(/\n+/g, ' ↵ ').replace(/\s+/g, ' ').trim();
}
