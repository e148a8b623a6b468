import assert from 'node:assert/strict';
import { requiredProbability } from '../../../../src/completion/decide/confidenceGate.ts';
import { gateSettingsAt } from '../../../../src/completion/decide/threshold.ts';

describe('confidence level', () => {
  it('has a higher threshold the quieter it is', () => {
    const [eager, balanced, quiet] = (['eager', 'balanced', 'quiet'] as const).map(
      (level) => gateSettingsAt({ before: 'const x = ', after: '' }, level).firstWord,
    );
    assert.ok(eager! < balanced! && balanced! < quiet!);
  });

  it('requires a higher probability in leading white space, where Tab indents', () => {
    const at = (before: string) =>
      requiredProbability(0, 'internationalisation', gateSettingsAt({ before, after: '' }, 'balanced'));
    assert.ok(at('line\n    ') > at('line\n'));
    assert.equal(at('line\n    x'), at('line\n'));
  });

  it('uses the calibrated thresholds', () => {
    const thresholds = { eager: 0.01, balanced: 0.2, quiet: 0.9 };
    assert.equal(gateSettingsAt({ before: 'x', after: '' }, 'quiet', thresholds).firstWord, 0.9);
  });
});
