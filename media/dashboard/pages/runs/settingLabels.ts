// The settings of a training in plain words, for the comparison of runs. The names of the settings stand beside them.
import type { trainingSettingNames } from '../../../../src/protocol/settings.ts';
import { t } from '../../ui/localization.ts';

export const settingLabels: Readonly<Record<(typeof trainingSettingNames)[number], string>> = {
  start: t('Starts from'),
  cell: t('Kind of network'),
  hiddenSize: t('Numbers that it remembers with'),
  seconds: t('Seconds of training'),
  sequenceLength: t('Characters of a passage'),
  batchSize: t('Passages in a step'),
  optimizer: t('Rule of the changes'),
  learningRate: t('Size of the changes'),
  maxGradientNorm: t('Limit of the changes'),
  dropout: t('Part that rests in a step'),
  seed: t('Start of the random numbers'),
  threads: t('Parallel parts of the work'),
};
