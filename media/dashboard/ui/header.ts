// The head of the page: where the session stands, the one number that matters, what can be done, and the small figures.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { DashboardAction } from '../../../src/protocol/dashboard.ts';
import type { RunStatus } from '../../../src/protocol/runState.ts';
import { element, icon, setHidden, setText } from './element.ts';
import type { Formats } from './format.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { t } from './localization.ts';

export interface View {
  readonly node: HTMLElement;
  draw(story: DashboardState): void;
}

export function header(format: Formats, act: (action: DashboardAction) => void): View {
  const stateName = element('span', { class: 'state-name' });
  const stateDetail = element('span', { class: 'state-detail' });
  const dot = element('span', { class: 'dot', 'aria-hidden': 'true' });
  const hero = element('span', { class: 'hero-value' });
  const heroUnit = element('span', { class: 'hero-unit' }, t('bits per character'));
  const heroNote = element('span', { class: 'hero-note' });
  const buttons = actions(act);
  const figures = smallFigures(format);
  const done = element('div', { class: 'progress-done' });
  const node = element(
    'header',
    {},
    element('h1', { class: 'for-screen-readers' }, 'Hidden State'),
    element('div', { class: 'state', role: 'status' }, dot, stateName, stateDetail),
    buttons.node,
    element(
      'div',
      { class: 'hero' },
      element('p', { class: 'hero-line' }, hero, heroUnit),
      element('p', { class: 'hero-line' }, heroNote),
    ),
    figures.node,
    element('div', { class: 'progress', 'aria-hidden': 'true' }, done),
  );
  return {
    node,
    draw(story) {
      node.dataset.state = story.status;
      setText(stateName, nameOf(story));
      setText(stateDetail, detailOf(story, format));
      const latest = story.bitsPerChar ?? story.curve.smoothLoss.last;
      setText(hero, latest === undefined ? '–' : format.bits(latest));
      setText(heroNote, noteOf(story, format));
      buttons.draw(story.status);
      figures.draw(story);
      done.style.transform = `scaleX(${partDone(story)})`;
    },
  };
}

function nameOf({ status, endReason }: DashboardState): string {
  switch (status) {
    case 'idle':
      return t('Not trained yet');
    case 'preparing':
      return t('Reading the workspace');
    case 'training':
      return t('Training');
    case 'paused':
      return t('Paused');
    case 'failed':
      return t('Training failed');
    case 'ended':
      if (endReason === undefined) return t('Cut off');
      if (endReason === 'stopped improving') return t('Finished: it stopped improving');
      return endReason === 'stopped' ? t('Stopped') : t('Finished');
  }
}

function detailOf(story: DashboardState, format: Formats): string {
  if (story.status === 'failed') return story.failure ?? '';
  const { settings, corpus } = story;
  if (!settings || !corpus) return '';
  const network = t(
    '{0} with {1} units',
    settings.cell === 'tanh' ? 'RNN' : settings.cell.toUpperCase(),
    settings.hidden,
  );
  const characters = format.compact(corpus.trainCharacters + corpus.heldOutCharacters);
  const text =
    corpus.files === 1
      ? t('1 file, {0} characters', characters)
      : t('{0} files, {1} characters', format.whole(corpus.files), characters);
  return `${network} · ${text}`;
}

/** Of this training's own time, 0..1: what a checkpoint had before does not count. */
function partDone({ status, settings, remainingMs, charsPerSecond }: DashboardState): number {
  if (status === 'ended') return 1;
  const isUnderWay = (status === 'training' || status === 'paused') && settings && charsPerSecond > 0;
  return isUnderWay ? Math.max(0, 1 - remainingMs / (1000 * settings.seconds)) : 0;
}

/** What the number means, for somebody who never heard of bits per character. */
function noteOf({ bitsPerChar, best, curve }: DashboardState, format: Formats): string {
  const bits = bitsPerChar ?? curve.smoothLoss.last;
  if (bits === undefined) return t('How well the network foresees your text will stand here.');
  const choices = format.significant(2 ** bits);
  if (bitsPerChar === undefined) return t('on the text it learns from: as unsure as among {0} characters', choices);
  return best && bitsPerChar !== best.bitsPerChar
    ? t('on more text it has never seen than the curve: as unsure as among {0} characters', choices)
    : t('on text it has never seen: as unsure as among {0} characters', choices);
}

function actions(act: (action: DashboardAction) => void) {
  const train = button('play', t('Train on workspace'), false, () => act('train'));
  const pause = button('debug-pause', t('Pause'), true, () => act('pause'));
  const resume = button('debug-continue', t('Resume'), false, () => act('resume'));
  const stop = button('debug-stop', t('Stop'), true, () => act('stop'));
  const node = element(
    'div',
    { class: 'actions', role: 'group', 'aria-label': t('Training') },
    train,
    pause,
    resume,
    stop,
  );
  return {
    node,
    draw(state: RunStatus) {
      const focused = node.contains(document.activeElement);
      const busy = state === 'training' || state === 'paused' || state === 'preparing';
      setHidden(train, busy);
      setHidden(pause, state !== 'training');
      setHidden(resume, state !== 'paused');
      setHidden(stop, !busy);
      // A keyboard user whose button has just gone stays among the buttons.
      if (
        focused &&
        !(
          document.activeElement instanceof HTMLElement &&
          node.contains(document.activeElement) &&
          !document.activeElement.hidden
        )
      ) {
        [train, pause, resume, stop].find((one) => !one.hidden)?.focus();
      }
    },
  };
}

function button(iconName: string, label: string, secondary: boolean, click: () => void): HTMLElement {
  const glyph = icon(iconName);
  glyph.slot = 'content-before';
  const made = element('vscode-button', { secondary }, glyph, label);
  made.addEventListener('click', click);
  return made;
}

function smallFigures(format: Formats) {
  const rows = {
    speed: figure(t('Speed')),
    elapsed: figure(t('Elapsed')),
    remaining: figure(t('Remaining')),
    gradient: figure(t('Gradient norm')),
    read: figure(t('Read')),
  };
  const node = element('dl', { class: 'figures' }, ...Object.values(rows).map((row) => row.node));
  return {
    node,
    draw(story: DashboardState) {
      const running = story.status === 'training';
      const started = story.curve.length > 0;
      rows.speed.show(running && started ? format.compact(story.charsPerSecond) : '–', t('chars/s'));
      rows.elapsed.show(started ? format.duration(story.elapsedMs) : '–');
      rows.remaining.show(running && started ? format.duration(story.remainingMs) : '–');
      rows.gradient.show(started ? format.significant(story.curve.gradientNorm.last!) : '–');
      rows.read.show(started ? format.compact(story.curve.characters.last!) : '–', t('chars'));
    },
  };
}

function figure(label: string) {
  const value = element('span', { class: 'figure-value' });
  const unit = element('span', { class: 'figure-unit' });
  return {
    node: element('div', { class: 'figure' }, element('dt', {}, label), element('dd', {}, value, unit)),
    show(text: string, unitText = '') {
      setText(value, text);
      setText(unit, text === '–' ? '' : unitText);
    },
  };
}
