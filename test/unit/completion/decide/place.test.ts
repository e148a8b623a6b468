import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/completion/decide/threshold.ts';
import { controllersFrom } from '../../../../src/completion/decide/place.ts';

describe('thresholds of places', () => {
  const balanced = (calibrated: number) => {
    const { lineEnd, midLine, replacement } = controllersFrom({ eager: 0.02, balanced: calibrated, quiet: 0.6 });
    return [lineEnd, midLine, replacement].map(({ thresholds }) => thresholds.balanced);
  };

  it('start at the calibrated one at line ends, and not far below the default elsewhere', () => {
    const [lineEnd, midLine, replacement] = balanced(0.08);
    assert.equal(lineEnd, 0.08);
    assert.ok(midLine! > 0.15 && midLine! < defaultThresholds.balanced, `${midLine}`);
    assert.equal(balanced(0.25)[1], 0.25);
    assert.equal(replacement, midLine);
    assert.equal(balanced(0.4)[1], 0.4);
  });
});
