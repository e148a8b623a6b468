// Names of the gates for display.
import type { CellGate } from '../../../../src/protocol/learner.ts';
import { t } from '../../ui/localization.ts';

export function gateName(gate: CellGate): string {
  switch (gate) {
    case 'reset':
      return t('Reset gate');
    case 'update':
      return t('Update gate');
    case 'input':
      return t('Input gate');
    case 'forget':
      return t('Forget gate');
    case 'output':
      return t('Output gate');
  }
}
