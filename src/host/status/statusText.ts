// The text of the status bar, its tooltip and the menu's title.
import { l10n } from 'vscode';
import type { SilenceReason } from '../../completion/decide/silence.ts';
import { shownBits } from '../../protocol/runScore.ts';
import { partDone, type RunState } from '../../protocol/runState.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { silenceText } from '../suggestions/silenceText.ts';

export interface StatusText {
  /** With icons, short. */
  readonly bar: string;
  /** A sentence, also for screen readers. */
  readonly sentence: string;
  /** Why suggestions are silent or restricted in the active document, where the sentence does not say it. */
  readonly silenceLine: string | undefined;
  readonly alarming: boolean;
}

/** What the user is told about the active document. */
export interface DocumentSilence {
  readonly reason: SilenceReason | undefined;
  readonly language: string;
}

/** Icons of the status bar while suggestions are turned off. */
const silenceIcons: Partial<Record<SilenceReason['kind'], string>> = {
  ...{ off: 'circle-slash', language: 'circle-slash', file: 'circle-slash', secrets: 'circle-slash' },
  snoozed: 'bell-slash',
};
/** The sentence about the predictor says these. */
const saidBySentence: readonly SilenceReason['kind'][] = ['nothing learned', 'learning', 'stopped'];

export function statusText(
  state: RunState,
  predictor: Pick<PredictorClient, 'state' | 'bitsPerChar'>,
  { reason, language }: DocumentSilence = { reason: undefined, language: '' },
): StatusText {
  const { status, failure } = state;
  const measured = shownBits(state, predictor.bitsPerChar);
  const bits = measured === undefined ? '' : l10n.t('{0} bpc', measured.toFixed(2));
  const percent = `${Math.floor(Math.min(1, partDone(state)) * 100)} %`;
  const isSaid = reason === undefined || saidBySentence.includes(reason.kind);
  const silenceLine = isSaid ? undefined : silenceText(reason, language);
  const idleIcon = (reason && silenceIcons[reason.kind]) ?? 'pulse';
  const text = (icon: string, parts: string[], sentence: string, alarming = false): StatusText => ({
    bar: [`$(${icon}) RNN`, ...parts.filter((part) => part !== '')].join(' · '),
    sentence,
    silenceLine,
    alarming,
  });
  switch (status) {
    case 'preparing':
      return text('loading~spin', [l10n.t('reading')], l10n.t('Hidden State is reading the workspace.'));
    case 'training':
      return text(
        'loading~spin',
        [bits, percent],
        l10n.t('Hidden State is training: {0} done. {1}', percent, held(bits)),
      );
    case 'paused':
      return text('debug-pause', [bits, percent], l10n.t('Training is paused at {0}. {1}', percent, held(bits)));
    case 'failed':
      return text('error', [l10n.t('training stopped')], failure ?? l10n.t('The training stopped.'), true);
    case 'ended':
    case 'idle':
      break;
  }
  if (predictor.state === 'stopped') {
    const sentence = l10n.t('The process that makes suggestions stopped. It starts again when it is needed.');
    return text('warning', [l10n.t('suggestions stopped')], sentence, true);
  }
  if (predictor.state === 'empty') {
    return text(idleIcon, [], l10n.t('Hidden State: no network is trained in this workspace yet.'));
  }
  return text(idleIcon, [bits], l10n.t('Hidden State makes suggestions from the trained network. {0}', held(bits)));
}

function held(bits: string): string {
  return bits === '' ? '' : l10n.t('On held-out text: {0}.', bits);
}
