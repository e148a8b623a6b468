// The texts of the header: what the training does or how it ended, which text it is about, and how well the network predicts.
import { cellLabel, type CorpusSummary } from '../../../src/protocol/learner.ts';
import { fewestWhole } from '../../../src/protocol/runScore.ts';
import { endsEarly, isRunning, type RunState } from '../../../src/protocol/runState.ts';
import { lastOf } from '../../../src/protocol/series.ts';
import type { TrainingSettings } from '../../../src/protocol/settings.ts';
import type { Formats } from './format.ts';
import { t } from './localization.ts';

export type StatusParts = Pick<
  RunState,
  | 'status'
  | 'isStopping'
  | 'endReason'
  | 'failure'
  | 'settings'
  | 'corpus'
  | 'points'
  | 'markers'
  | 'startedAtMs'
  | 'networkWithoutRun'
  | 'trainsElsewhere'
>;

export interface LearnedText {
  readonly files: number;
  readonly characters: number;
}

/** What text statistics have learned. Undefined: nothing, or it is not known. */
export function learnedText(learnedFiles: CorpusSummary['ledger']): LearnedText | undefined {
  const lengths = learnedFiles.flatMap((entry) => (entry.included ? [entry.characters] : []));
  if (lengths.length === 0) return undefined;
  return { files: lengths.length, characters: lengths.reduce((sum, length) => sum + length, 0) };
}

export function statusName(
  { status, isStopping, endReason, networkWithoutRun, trainsElsewhere }: StatusParts,
  stage: LearnedStage = 'unknown',
): string {
  if (isStopping) return t('Stopping');
  if (trainsElsewhere && !isRunning({ status })) return t('Another window trains');
  switch (status) {
    case 'idle':
      if (!networkWithoutRun)
        return stage === 'learned' ? t('Learned') : stage === 'learning' ? t('Learning') : t('Not trained yet');
      return networkWithoutRun.importedMs === undefined ? t('Trained network') : t('Imported network');
    case 'preparing':
      return t('Reading the workspace');
    case 'training':
      return t('Training');
    case 'paused':
      return t('Paused');
    case 'failed':
      return t('Training failed');
    case 'ended':
      if (endReason === undefined) return t('Interrupted');
      if (endReason === 'stopped improving') return t('Finished: the network had stopped improving');
      return endReason === 'stopped' ? t('Stopped') : t('Finished');
  }
}

/** `learned`: what text statistics have learned. `isUnimproved`: the last training has not made the network better. */
export function statusDetail(state: StatusParts, format: Formats, learned?: LearnedText, isUnimproved = false): string {
  const { status, isStopping, failure, corpus, points, networkWithoutRun } = state;
  if (isStopping) return t('the network is measured once more; “Stop” again ends it at once');
  if (status === 'failed') return failure ?? '';
  if (networkWithoutRun) {
    const { importedMs } = networkWithoutRun;
    return importedMs === undefined ? t('its run was deleted') : t('imported on {0}', format.dateTime(importedMs));
  }
  const text = corpus
    ? { files: corpus.files, characters: corpus.trainCharacters + corpus.heldOutCharacters }
    : status === 'idle'
      ? learned
      : undefined;
  if (!text) return '';
  const characters = format.compact(text.characters);
  const size =
    text.files === 1
      ? t('1 file, {0} characters', characters)
      : t('{0} files, {1} characters', format.whole(text.files), characters);
  if (endsEarly(state)) return t('{0}; the network has stopped improving, so the training ends early', size);
  const read = corpus && status === 'ended' ? (lastOf(points)?.characters ?? 0) / corpus.trainCharacters : 1;
  if (read < 1) return t('{0}; the training has read {1} of the text to train on', size, format.smallPercent(read));
  if (status !== 'ended') return size;
  return isUnimproved ? t('last training: {0}', size) : t('trained and tested on {0}', size);
}

/** Type, size and start of the network, for the details of the training. '' where there is none. */
export function networkDetail({ settings, networkWithoutRun }: StatusParts): string {
  if (networkWithoutRun) {
    const { cell, hiddenSize, layers } = networkWithoutRun;
    return networkName(cell, hiddenSize, layers);
  }
  if (!settings) return '';
  const name = networkName(settings.cell, settings.hiddenSize);
  return settings.start === 'pretrained' ? `${name} · ${t('started from the pretrained network')}` : name;
}

/** What is known without a network. */
export type LearnedStage = 'unknown' | 'untrusted' | 'nothing' | 'learning' | 'learned';

/** How well the network predicts, in a sentence without terms. Without a score: what happens next, or what the user can do. */
export function qualityText(
  { score, corpus, status, networkWithoutRun }: Pick<RunState, 'score' | 'corpus' | 'status' | 'networkWithoutRun'>,
  format: Pick<Formats, 'whole' | 'significant'>,
  stage: LearnedStage = 'unknown',
): string {
  // The score may be that of an earlier network.
  if (status === 'preparing') return t('Your files are being read. The training begins after that.');
  if (score === undefined) {
    if (status === 'training') return t('The network is reading your text for the first time.');
    if (status === 'paused') return t('The network has not been measured yet.');
    if (status === 'idle' && stage === 'learning')
      return t('Your text is being learned for suggestions. You can write meanwhile.');
    if (status === 'idle' && stage === 'learned') return t('Your text is learned. Suggestions appear while you type.');
    if (status === 'idle' && stage === 'untrusted') return t('Nothing is learned until you trust this workspace.');
    if (status === 'idle' && stage === 'nothing')
      return t('Learn this workspace, and suggestions appear while you type.');
    return t('Train the network to see how well it predicts your text.');
  }
  const choices = 2 ** score;
  const characters = choices < fewestWhole ? format.significant(choices) : format.whole(choices);
  if (corpus)
    return t(
      'At each letter, the network hesitates between about {0} of the {1} letters and signs that it knows.',
      characters,
      format.whole(corpus.vocabulary),
    );
  return networkWithoutRun?.importedMs !== undefined
    ? t('As its file states, the network hesitates between about {0} letters and signs at each letter.', characters)
    : t('At each letter, the network hesitates between about {0} letters and signs.', characters);
}

/** Which text the score was measured on. '' without a score. */
export function originOfScore(run: Pick<RunState, 'score' | 'networkWithoutRun'>): string {
  if (run.score === undefined) return '';
  if (run.networkWithoutRun?.importedMs !== undefined) return t('as the imported file states it; not measured here');
  return t('on text that it does not know');
}

/** What the user can do with a network without a run. Undefined where there is none. */
export function networkHint({ networkWithoutRun }: Pick<StatusParts, 'networkWithoutRun'>): string | undefined {
  if (!networkWithoutRun) return undefined;
  return networkWithoutRun.layers > 1
    ? t('This network makes suggestions now. A network with several layers is trained further with PyTorch.')
    : t('This network makes suggestions now. “Train on workspace” trains it further on your files.');
}

function networkName(cell: TrainingSettings['cell'], hidden: number, layers = 1): string {
  const name = cellLabel(cell);
  return layers > 1
    ? t('{0} with {1} layers of {2} units', name, layers, hidden)
    : t('{0} with {1} units', name, hidden);
}
