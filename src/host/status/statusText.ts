// The text of the status bar, its tooltip and the menu's title: the stage of the workspace in plain words, and the next step.
import { env, l10n, workspace } from 'vscode';
import type { SilenceReason } from '../../completion/decide/silence.ts';
import { isInterrupted, shownBits } from '../../protocol/runScore.ts';
import { endsEarly, partDone, type RunState } from '../../protocol/runState.ts';
import type { Stage } from '../learning/workspaceStage.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { silenceText } from '../suggestions/silenceText.ts';
import { bitsText, choicesText, wholePercent } from '../numberText.ts';
import { settings } from '../settings.ts';
import type { EarlierModel } from '../training/earlierModel.ts';

export interface StatusText {
  /** With an icon, short. */
  readonly bar: string;
  /** Sentences about the stage, also for screen readers. */
  readonly sentence: string;
  /** The sentence, and why suggestions are silent or restricted in the active document, where it does not say so: first where they are off. */
  readonly lines: readonly string[];
  readonly alarming: boolean;
}

/** What the user is told about the active document. */
export interface DocumentSilence {
  readonly reason: SilenceReason | undefined;
  readonly language: string;
}

export interface StatusParts {
  readonly state: RunState;
  readonly stage: Stage;
  readonly predictor: Pick<PredictorClient, 'state' | 'bitsPerChar'>;
  readonly earlierModel: ModelInUse;
}

/** The model before a training from scratch, while it is the one in use. */
export type ModelInUse = Pick<EarlierModel, 'isActive' | 'bitsPerChar' | 'isNewerSetAside'>;

/** Icons of the status bar while suggestions are turned off. */
const silenceIcons: Partial<Record<SilenceReason['kind'], string>> = {
  off: 'circle-slash',
  language: 'circle-slash',
  file: 'circle-slash',
  secrets: 'circle-slash',
  snoozed: 'bell-slash',
};

/** What the status bar says then: instead of the stage, or after what the user waits for. */
function silenceLabel(kind: SilenceReason['kind']): string | undefined {
  if (silenceIcons[kind] === undefined) return undefined;
  if (kind === 'off') return l10n.t('off');
  return kind === 'snoozed' ? l10n.t('snoozed') : l10n.t('off in this file');
}

/** The sentence about the stage says these. */
const saidBySentence: readonly SilenceReason['kind'][] = ['untrusted', 'nothing learned', 'learning', 'stopped'];

export function statusText(
  { state, stage, predictor, earlierModel }: StatusParts,
  { reason, language }: DocumentSilence = { reason: undefined, language: '' },
): StatusText {
  const { status, failure } = state;
  const measured = scoreShown({ state, predictor, earlierModel });
  const bits =
    measured === undefined
      ? ''
      : state.networkWithoutRun?.importedMs === undefined
        ? l10n.t(
            'At each letter, the network hesitates between about {1} letters and signs (score: {0} bits per character; lower is better).',
            bitsText(measured),
            choicesText(measured),
          )
        : l10n.t(
            'Score: {0} bits per character, as the imported file states it; not measured here.',
            bitsText(measured),
          );
  const scores = earlierModel.isActive ? [bits, earlierInUse(earlierModel.bitsPerChar)] : [bits];
  const done = wholePercent(partDone(state));
  const isSaid = reason === undefined || saidBySentence.includes(reason.kind);
  const silenceLine = isSaid ? undefined : silenceText(reason, language);
  const silenceIcon = reason && silenceIcons[reason.kind];
  const idleIcon = silenceIcon ?? 'pulse';
  const label = reason && silenceLabel(reason.kind);
  const whileIdle = (short: string): string => label ?? short;
  const text = (icon: string, short: string, sentences: readonly string[], alarming = false): StatusText => {
    const sentence = sentences.filter((each) => each !== '').join(' ');
    const lines = silenceIcon === undefined ? [sentence, silenceLine] : [silenceLine, sentence];
    const isBoth = label !== undefined && icon !== silenceIcon && !alarming;
    return {
      bar: `$(${icon}) ${l10n.t('Hidden State: {0}', isBoth ? l10n.t('{0}, {1}', short, label) : short)}`,
      sentence,
      lines: lines.filter((line) => line !== undefined),
      alarming,
    };
  };
  if (state.isStopping) {
    return text('loading~spin', l10n.t('stopping'), [
      l10n.t('The training stops: the network is measured once more. “Stop” again ends it at once.'),
    ]);
  }
  switch (status) {
    case 'preparing':
      return text('loading~spin', l10n.t('reading files'), [l10n.t('Hidden State is reading the workspace.')]);
    case 'paused':
      return text('debug-pause', l10n.t('training paused at {0}', done), [
        l10n.t('Training is paused at {0}.', done),
        ...scores,
        l10n.t('Next: resume it.'),
      ]);
    case 'training':
      return text('loading~spin', l10n.t('training {0}', done), [
        l10n.t('Hidden State is training: {0} done.', done),
        endsEarly(state) ? l10n.t('The network has stopped improving, so the training ends early.') : '',
        ...scores,
        l10n.t('Next: write as usual, or watch the network learn in the dashboard.'),
      ]);
    case 'failed':
      return text('error', l10n.t('training stopped'), [failure ?? l10n.t('The training stopped.')], true);
    case 'ended':
    case 'idle':
      break;
  }
  if (state.trainsElsewhere) {
    return text('sync', l10n.t('another window trains'), [
      l10n.t('Another window of this workspace trains. Its result is used here when it has ended.'),
    ]);
  }
  if (predictor.state === 'stopped') {
    const sentence = l10n.t('The program that makes suggestions stopped. It starts again when it is needed.');
    return text('warning', l10n.t('suggestions stopped'), [sentence], true);
  }
  switch (stage.kind) {
    case 'not learned':
      return text(idleIcon, l10n.t('not learned'), notLearned());
    case 'learning': {
      if (stage.isRestored) {
        return text('loading~spin', l10n.t('loading'), [l10n.t('Hidden State is loading what it has learned here.')]);
      }
      const part = wholePercent(stage.done);
      if (stage.isPaused) {
        return text('debug-pause', l10n.t('learning paused at {0}', part), [
          l10n.t('Learning is paused at {0}. Hidden State makes suggestions with what it has learned.', part),
          l10n.t('Next: go on learning, in the menu.'),
        ]);
      }
      return text('loading~spin', l10n.t('learning {0}', part), [
        stage.isAgain
          ? l10n.t('Hidden State learns again, because text was changed or removed: {0} done.', part)
          : l10n.t('Hidden State is learning this workspace: {0} done. You can write meanwhile.', part),
      ]);
    }
    case 'learned': {
      const size = sizeText(stage.characters);
      const sentences =
        silenceIcon === undefined
          ? [
              l10n.t('Hidden State has learned {0} of text and makes suggestions.', size),
              leftOut(stage.characters),
              l10n.t('Next: go on writing, or train a network on the workspace and watch it learn.'),
            ]
          : [l10n.t('Hidden State has learned {0} of text.', size), leftOut(stage.characters)];
      return text(idleIcon, whileIdle(l10n.t('learned {0}', size)), sentences);
    }
    case 'trained':
      return text(idleIcon, whileIdle(l10n.t('trained')), [
        silenceIcon === undefined
          ? l10n.t('Hidden State makes suggestions with the trained network.')
          : l10n.t('Hidden State has a trained network.'),
        stage.characters > 0 ? l10n.t('Its text statistics have learned {0} of text.', sizeText(stage.characters)) : '',
        leftOut(stage.characters),
        bits,
        newestTraining(state, earlierModel),
      ]);
  }
}

/** Of the network that is trained, or else of the one in use: where a training from scratch was interrupted, the one before it. */
export function scoreShown({ state, predictor, earlierModel }: Omit<StatusParts, 'stage'>): number | undefined {
  return earlierModel.isActive && !isTraining(state)
    ? earlierModel.bitsPerChar
    : shownBits(state, predictor.bitsPerChar);
}

/** From the first step on: until then, the state is that of the network before. */
export function isTraining({ status }: Pick<RunState, 'status'>): boolean {
  return status === 'training' || status === 'paused';
}

/** After a training from scratch that did not end. */
export function interruptedNotUsed(): string {
  return l10n.t('The newest training was interrupted: suggestions use the earlier network.');
}

/** What became of the newest training, where its result is not in use. */
function newestTraining(state: RunState, { isActive, isNewerSetAside }: ModelInUse): string {
  if (isActive) return interruptedNotUsed();
  if (isInterrupted(state))
    return l10n.t('The newest training was interrupted. Next: choose “Train RNN on workspace”, then “Train further”.');
  return isNewerSetAside ? l10n.t('The newest network was set aside: the earlier one is better.') : '';
}

/** While another network is trained. `bitsPerChar`: of the network in use, where it was measured. */
export function earlierInUse(bitsPerChar: number | undefined): string {
  return bitsPerChar === undefined
    ? l10n.t(
        'This is the new network. Suggestions use the earlier one until the training ends; after that, the better of the two.',
      )
    : l10n.t(
        'This is the new network. Suggestions use the earlier one ({0} bits per character) until the training ends; after that, the better of the two.',
        bitsText(bitsPerChar),
      );
}

/** Learned text of this part of the limit means that there is more, because whole files are left out. */
const nearLimit = 0.95;

/** '' where all text is learned. */
function leftOut(characters: number): string {
  const limit = settings.files.maxTotalSizeMB.value();
  return characters < nearLimit * limit * 1e6
    ? ''
    : l10n.t('More text is left out: the limit is {0} MB (setting files.maxTotalSizeMB).', limit);
}

function notLearned(): string[] {
  if (!workspace.isTrusted) return [l10n.t('Hidden State: nothing is learned until you trust this workspace.')];
  if (!workspace.workspaceFolders?.length) return [l10n.t('Hidden State learns a workspace. Next: open a folder.')];
  return [l10n.t('Hidden State has not learned this workspace. Next: choose “Learn this workspace”.')];
}

/** An amount of text, for example "285 kB" or "2.1 MB". `characters`: UTF-16 units, of which most are one byte. */
export function sizeText(characters: number): string {
  const [unit, size] = characters < 999_500 ? ['kB', characters / 1000] : ['MB', characters / 1e6];
  const digits = unit === 'MB' && size < 100 ? 1 : 0;
  return `${size.toLocaleString(env.language, { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}
