// What the chosen unit, or its gate, follows, in a sentence.
import { nameWords } from '../../../../src/protocol/featureWords.ts';
import type { Formats } from '../../ui/format.ts';
import { gateName } from './gateNames.ts';
import type { UnitActivity } from './unitActivity.ts';
import { t } from '../../ui/localization.ts';

export function unitDescription({ names, gate }: UnitActivity, unit: number, format: Formats): string {
  const name = names.find((one) => one.unit === unit);
  const who = gate ? t('{0} of unit {1}', gateName(gate), unit + 1) : t('Unit {0}', unit + 1);
  if (!name) return t('{0} has no name: it follows nothing that we look for closely enough.', who);
  const strength = format.signed(name.strength);
  const words = nameWords(name, t);
  return t('{0} follows: {1}. Correlation {2} on text that the name was not chosen on.', who, words, strength);
}
