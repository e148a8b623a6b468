// Names of the gates for display.
import type { CellGate } from '../../../../src/protocol/learner.ts';
import { t } from '../../ui/localization.ts';

export const gateNames: Readonly<Record<CellGate, string>> = {
  reset: t('Reset gate'),
  update: t('Update gate'),
  input: t('Input gate'),
  forget: t('Forget gate'),
  output: t('Output gate'),
};
