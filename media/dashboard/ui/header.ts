// The head of the page: training status, actions, the held-out loss with its meaning, and the main figures.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { DashboardAction } from '../../../src/protocol/dashboard.ts';
import { bestEvaluation, heldOutBits, isMeasuredOnMore } from '../../../src/protocol/runScore.ts';
import { isRunning, partDone, type RunState, type RunStatus } from '../../../src/protocol/runState.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { element, icon } from './element.ts';
import type { IconName } from './iconNames.ts';
import type { Formats } from './format.ts';
import { t } from './localization.ts';
import { statusDetail, statusName } from './statusLine.ts';
import type { DashboardContext, View } from './view.ts';
import './header.css';

export function header({ format, connection }: DashboardContext): View {
  const node = element('header');
  const act = (action: DashboardAction): void => connection.send({ type: 'action', action });
  return {
    node,
    draw(state) {
      const hadFocus = node.querySelector('.actions')?.contains(document.activeElement) === true;
      node.dataset.status = state.run.status;
      render(template(state, format, act), node);
      if (hadFocus) focusVisibleAction(node);
    },
  };
}

function template(state: DashboardState, format: Formats, act: (action: DashboardAction) => void): TemplateResult {
  const { run } = state;
  return html`
    <h1 class="for-screen-readers">Hidden State</h1>
    <div class="status" role="status">
      <span class="dot" aria-hidden="true"></span>
      <span class="status-name">${statusName(run)}</span>
      <span class="status-detail">${statusDetail(run, format)}</span>
    </div>
    ${guard([run.status], () => actions(run.status, act))} ${loss(state, format)} ${figures(state, format)}
    <div class="progress" aria-hidden="true">
      <div class="progress-done" .style=${`transform: scaleX(${partDone(run)})`}></div>
    </div>
  `;
}

function loss(state: DashboardState, format: Formats): TemplateResult {
  const { run } = state;
  const bits = heldOutBits(run) ?? state.curve.smoothLoss.last;
  const explanation = t(
    'How many bits the network needs for each character of the text. Lower is better: random text needs about 6, source code is often below 2.',
  );
  return html`
    <div class="hero">
      <p class="hero-line" title=${explanation}>
        <span class="hero-value">${bits === undefined ? '–' : format.bits(bits)}</span
        ><span class="hero-unit">${t('bits per character')}</span>
      </p>
      <p class="hero-line hero-note">${lossNote(run, bits, format)}</p>
      <p class="hero-line hero-note" ?hidden=${bits === undefined}>${lossMeaning(run, bits, format)}</p>
    </div>
  `;
}

/** Which text the loss is measured on, and the perplexity. */
function lossNote(run: RunState, bits: number | undefined, format: Formats): unknown {
  if (bits === undefined) return t('Train the network to see how well it predicts your text.');
  const isFromFile = run.networkWithoutRun?.importedMs !== undefined;
  const text = isFromFile ? t('on held-out text, as its file states') : textOfLoss(run);
  return html`${text} · ${t('perplexity {0}', format.significant(2 ** bits))}`;
}

/** What the perplexity means, and the text statistics if they predict the held-out text better than the network. */
function lossMeaning(run: RunState, bits: number | undefined, format: Formats): string {
  if (bits === undefined) return '';
  const characters = format.significant(2 ** bits);
  const meaning = run.corpus
    ? t(
        'As uncertain as a choice among {0} characters; a uniform guess is {1}.',
        characters,
        format.whole(run.corpus.vocabulary),
      )
    : t('As uncertain as a choice among {0} characters.', characters);
  return `${meaning} ${betterStatistics(run, format)}`.trim();
}

/** Both values are measured on the held-out text of the curve. '' where the network is better or a value is missing. */
function betterStatistics(run: RunState, format: Formats): string {
  const best = bestEvaluation(run);
  const statistics = run.baselines.find(({ kind }) => kind === 'contextMixing')?.bitsPerChar;
  if (statistics === undefined || best === undefined || best.bitsPerChar <= statistics) return '';
  return isMeasuredOnMore(run)
    ? t('Text statistics alone: {0}, on the held-out text of the curve.', format.bits(statistics))
    : t('Text statistics alone: {0}.', format.bits(statistics));
}

function textOfLoss(run: RunState): unknown {
  if (heldOutBits(run) === undefined) return t('on the training text');
  if (!isMeasuredOnMore(run)) return t('on held-out text');
  const explanation = t(
    'Measured at the end of the training on more held-out text than the points of the curve. Their values differ.',
  );
  return html`<span title=${explanation}>${t('on more held-out text')}</span>`;
}

function actions(status: RunStatus, act: (action: DashboardAction) => void): TemplateResult {
  const isBusy = isRunning({ status });
  const button = (iconName: IconName, label: string, action: DashboardAction, isShown: boolean, isSecondary: boolean) =>
    html`<vscode-button ?secondary=${isSecondary} ?hidden=${!isShown} @click=${() => act(action)}
      >${icon(iconName, 'content-before')}${label}</vscode-button
    >`;
  return html`
    <div class="actions" role="group" aria-label=${t('Training')}>
      ${button('play', t('Train on workspace'), 'train', !isBusy, false)}
      ${button('debug-pause', t('Pause'), 'pause', status === 'training', true)}
      ${button('debug-continue', t('Resume'), 'resume', status === 'paused', false)}
      ${button('debug-stop', t('Stop'), 'stop', isBusy, true)}
    </div>
  `;
}

/** Keeps the focus among the actions when the focused button has just been hidden. */
function focusVisibleAction(node: HTMLElement): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.closest('.actions') && !active.hidden) return;
  node.querySelector<HTMLElement>('.actions vscode-button:not([hidden])')?.focus();
}

function figures(state: DashboardState, format: Formats): unknown {
  const { curve, run } = state;
  if (curve.length === 0) return nothing;
  const isTraining = run.status === 'training';
  const figure = (label: string, explanation: string, value: string | undefined, unit = '') => html`
    <div class="figure" title=${explanation}>
      <dt>${label}</dt>
      <dd>
        <span class="figure-value">${value ?? '–'}</span
        ><span class="figure-unit">${value === undefined ? '' : unit}</span>
      </dd>
    </div>
  `;
  return html`
    <dl class="figures">
      ${figure(
        t('Speed'),
        t('Characters of training text per second'),
        isTraining ? format.compact(run.charsPerSecond) : undefined,
        t('chars/s'),
      )}
      ${figure(t('Elapsed'), t('Training time without pauses'), format.duration(curve.elapsedMs.last!))}
      ${figure(
        t('Remaining'),
        t('Rest of the time budget; training can end earlier'),
        isTraining ? format.duration(run.remainingMs) : undefined,
      )}
      ${figure(
        t('Gradient norm'),
        t('Length of the gradient before clipping; a sudden jump means unstable training'),
        format.significant(curve.gradientNorm.last!),
      )}
      ${figure(
        t('Read'),
        t('Characters trained on so far, counting repeated epochs'),
        format.compact(curve.characters.last!),
        t('chars'),
      )}
    </dl>
  `;
}
