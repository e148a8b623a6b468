// Plays the samples from the first to the last, from noise to text; or lets one be picked by hand.
import { element, setHidden } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';

/** How long each sample stands. */
const standsMs = 700;

/** `show`: the sample of this index is wanted; undefined: the latest, whichever that is. */
export function samplePlayback(describe: (index: number) => string, show: (index: number | undefined) => void) {
  const glyph = element('span', { class: 'codicon codicon-play', 'aria-hidden': 'true' });
  const play = element('button', { type: 'button', class: 'quiet' }, glyph);
  const input = element('input', { type: 'range', min: '0', 'aria-label': t('Sample') });
  const node = element('div', { class: 'time-lapse', role: 'group', 'aria-label': t('Time-lapse') }, play, input);
  let count = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    glyph.className = 'codicon codicon-play';
    label(t('Play the samples from the first'));
  }

  function label(text: string): void {
    play.title = text;
    play.setAttribute('aria-label', text);
  }

  function go(index: number): void {
    input.value = String(index);
    input.setAttribute('aria-valuetext', describe(index));
    show(index < count - 1 ? index : undefined);
  }

  function start(): void {
    go(0);
    glyph.className = 'codicon codicon-debug-pause';
    label(t('Pause'));
    timer = setInterval(() => {
      const next = Number(input.value) + 1;
      if (next >= count - 1 || !node.isConnected) stop();
      go(Math.min(next, count - 1));
    }, standsMs);
  }

  play.addEventListener('click', () => (timer === undefined ? start() : stop()));
  input.addEventListener('input', () => {
    stop();
    go(Number(input.value));
  });
  stop();
  return {
    node,
    /** `index`: of the sample that is shown now. */
    draw(samples: number, index: number) {
      count = samples;
      setHidden(node, samples < 2);
      input.max = String(Math.max(0, samples - 1));
      input.value = String(index);
      input.setAttribute('aria-valuetext', describe(index));
    },
  };
}
