// The head of the page: training status, actions, how well the network predicts, and the time of the training.
import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { isRunning, partDone, trainingTime, type RunState } from '../../../src/protocol/runState.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import { actionButton, type ActionButton } from './actionButton.ts';
import { element } from './element.ts';
import type { Formats } from './format.ts';
import { t } from './localization.ts';
import { figures } from './figures.ts';
import { headline, networkInUse, unimproved } from './networkInUse.ts';
import { learnedText, qualityText, statusDetail, type LearnedStage } from './statusLine.ts';
import type { DashboardContext, View } from './view.ts';
import './header.css';

export function header({ format, connection }: DashboardContext): View {
  const node = element('header');
  return {
    node,
    draw(state) {
      const hadFocus = node.querySelector('.actions')?.contains(document.activeElement) === true;
      node.dataset.status = state.run.status;
      render(template(state, format, connection), node);
      if (hadFocus) focusVisibleAction(node);
    },
  };
}

function template(state: DashboardState, format: Formats, connection: HostConnection): TemplateResult {
  const { run } = state;
  const learned = learnedText(state.learnedFiles);
  const empty = state.choices?.isTrusted === false ? 'untrusted' : 'nothing';
  const isLearned = learned ? 'learned' : empty;
  const stage = !state.isLearnedKnown ? 'unknown' : state.isLearning ? 'learning' : isLearned;
  const offersLearning = stage === empty && run.status === 'idle' && !run.networkWithoutRun;
  return html`
    <h1 class="for-screen-readers">Hidden State</h1>
    <div class="status" role="status">
      <span class="status-name"><span class="dot" aria-hidden="true"></span>${headline(state, stage)}</span>
      <span class="status-detail">${statusDetail(run, format, learned, unimproved(run, format) !== '')}</span>
    </div>
    ${guard([run.status, run.isStopping, offersLearning], () => actions(run, offersLearning, connection))}
    ${quality(state, format, stage)} ${times(state, format)}
    <div class="progress" aria-hidden="true">
      <div class="progress-done" .style=${`transform: scaleX(${partDone(run)})`}></div>
    </div>
  `;
}

/** What the score means, in words. Without a score: what to do. */
function quality(state: DashboardState, format: Formats, stage: LearnedStage): TemplateResult {
  const { run } = state;
  // Also after files are changed or excluded.
  const learning =
    isRunning(run) || stage !== 'learning'
      ? ''
      : t('Your text is being learned for suggestions. You can write meanwhile.');
  const line = qualityText(run, format, stage);
  const testText = run.isTestTextNew
    ? t('The text kept for the test has changed since the last training, and the score may have changed with it.')
    : '';
  const notes = [networkInUse(state) || unimproved(run, format), testText, learning === line ? '' : learning]
    .filter((note) => note !== '')
    .join(' ');
  return html`
    <div class="hero">
      <p class="hero-line hero-quality">${line}</p>
      <p class="hero-line hero-note" ?hidden=${notes === ''}>${notes}</p>
    </div>
  `;
}

function actions(
  { status, isStopping }: Pick<RunState, 'status' | 'isStopping'>,
  offersLearning: boolean,
  connection: HostConnection,
): TemplateResult {
  const isBusy = isRunning({ status });
  const buttons: readonly ActionButton[] = [
    {
      iconName: 'book',
      label: t('Learn this workspace'),
      action: 'learn',
      isHidden: !offersLearning,
      isPrimary: true,
    },
    {
      iconName: 'play',
      label: t('Train on workspace'),
      action: 'train',
      isHidden: isBusy,
      isPrimary: !offersLearning,
    },
    { iconName: 'debug-pause', label: t('Pause'), action: 'pause', isHidden: status !== 'training' || isStopping },
    {
      iconName: 'debug-continue',
      label: t('Resume'),
      action: 'resume',
      isHidden: status !== 'paused' || isStopping,
      isPrimary: true,
    },
    { iconName: 'debug-stop', label: t('Stop'), action: 'stop', isHidden: !isBusy },
  ];
  return html`
    <div class="actions" role="group" aria-label=${t('Training')}>
      ${buttons.map((button) => actionButton(connection, button))}
    </div>
  `;
}

/** Keeps the focus among the actions when the focused button has just been hidden. */
function focusVisibleAction(node: HTMLElement): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.closest('.actions') && !active.hidden) return;
  node.querySelector<HTMLElement>('.actions vscode-button:not([hidden])')?.focus();
}

/** Only what a user waits for. The Training page has the other figures. */
function times(state: DashboardState, format: Formats): unknown {
  const { run } = state;
  const elapsedMs = trainingTime(run);
  if (elapsedMs === undefined || run.status === 'preparing') return nothing;
  return figures([
    {
      label: t('Training time'),
      explanation: t('Without pauses, with the tests, and with all trainings that this one continues.'),
      value: format.duration(elapsedMs),
    },
    // It is not known before the first steps.
    ...(run.status === 'training' && !run.isStopping && run.remainingMs > 0
      ? [
          {
            label: t('Remaining'),
            explanation: t('Rest of the time budget; training can end earlier'),
            value: format.duration(run.remainingMs),
          },
        ]
      : []),
  ]);
}
