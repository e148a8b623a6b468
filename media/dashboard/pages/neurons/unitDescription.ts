// Describes what the chosen unit, or its gate, responds to, also negatively.
import { nameWords } from '../../../../src/protocol/featureWords.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { gateNames } from './gateNames.ts';
import type { UnitActivity } from './unitActivity.ts';

export function unitDescription({ names, gate }: UnitActivity, unit: number, format: Formats): string {
  const name = names.find((one) => one.unit === unit);
  const subject = gate ? t('{0} of unit {1}', gateNames[gate], unit + 1) : t('Unit {0}', unit + 1);
  if (!name) return t('{0} has no name: it correlates with none of the tested features.', subject);
  const [feature, correlation] = [nameWords(name, t), format.signed(name.strength)];
  return name.strength < 0
    ? t(
        '{0} responds negatively to: {1}. The correlation is {2} on text that was not used to choose the name.',
        subject,
        feature,
        correlation,
      )
    : t(
        '{0} responds to: {1}. The correlation is {2} on text that was not used to choose the name.',
        subject,
        feature,
        correlation,
      );
}
