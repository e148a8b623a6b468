// What the user is told of trainings that save the battery.
import { l10n } from 'vscode';
import { sayBriefly } from '../messages.ts';
import type { TrainingPower } from './trainingPower.ts';

export function tellPower(change: 'paused' | 'resumed'): void {
  const text =
    change === 'paused'
      ? l10n.t('The training pauses while the computer runs on its battery.')
      : l10n.t('The training goes on: the computer does not run on its battery any more.');
  sayBriefly(text);
}

/** By the command, where the power source cannot be known. */
export function toggleOneCore(power: TrainingPower): void {
  const text = power.toggleOneCore()
    ? l10n.t('Trainings of this window use one core now.')
    : l10n.t('Trainings of this window use all their cores again.');
  sayBriefly(text);
}
