import assert from 'node:assert/strict';
import { requiredProbability } from '../../../../src/completion/policy/confidenceGate.ts';
import { gateSettingsAt } from '../../../../src/completion/policy/confidence.ts';

describe('eagerness', () => {
  it('asks for more the quieter it is', () => {
    const [eager, balanced, quiet] = (['eager', 'balanced', 'quiet'] as const).map(
      (eagerness) => gateSettingsAt({ before: 'const x = ', after: '' }, eagerness).show,
    );
    assert.ok(eager! < balanced! && balanced! < quiet!);
  });

  it('asks for more in leading blanks, where Tab indents', () => {
    const at = (before: string) =>
      requiredProbability(0, 'internationalisation', gateSettingsAt({ before, after: '' }, 'balanced'));
    assert.ok(at('line\n    ') > at('line\n'));
    assert.equal(at('line\n    x'), at('line\n'));
  });

  it('takes thresholds measured on the files at hand', () => {
    const thresholds = { eager: 0.01, balanced: 0.2, quiet: 0.9 };
    assert.equal(gateSettingsAt({ before: 'x', after: '' }, 'quiet', thresholds).show, 0.9);
  });
});
