import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { createAdaptiveThresholds } from '../../../../src/completion/decide/adaptiveThresholds.ts';
import { defaultThresholds } from '../../../../src/completion/decide/threshold.ts';
import type { ConfidenceLevel } from '../../../../src/completion/request.ts';

describe('adaptive thresholds', () => {
  const place = 'lineEnd';
  const level = 'balanced';

  it('start alike in each document', () => {
    const thresholds = createAdaptiveThresholds(defaultThresholds);
    assert.ok(Math.abs(thresholds.at(place, 'a').balanced - defaultThresholds.balanced) < 1e-9);
    assert.deepEqual(thresholds.at(place, 'a'), thresholds.at(place, 'b'));
  });

  it('rise after wrong suggestions, in their document more than elsewhere', () => {
    const thresholds = createAdaptiveThresholds(defaultThresholds);
    for (let wrong = 0; wrong < 15; wrong++) thresholds.update({ place, document: 'new', level }, false);
    assert.ok(thresholds.at(place, 'new').balanced > 0.58);
    assert.ok(thresholds.at('midLine', 'new').balanced > 0.5, 'at all places of the document');
    const elsewhere = thresholds.at(place, 'old').balanced;
    assert.ok(elsewhere > defaultThresholds.balanced && elsewhere < 0.33, `${elsewhere}`);
    assert.equal(thresholds.at(place, 'new').eager, defaultThresholds.eager);
  });

  it('fall after correct suggestions to those of the place', () => {
    const thresholds = createAdaptiveThresholds(defaultThresholds);
    for (let wrong = 0; wrong < 200; wrong++) thresholds.update({ place, document: 'new', level }, false);
    const raised = thresholds.at(place, 'new').balanced - thresholds.at(place, 'old').balanced;
    assert.ok(raised > 0.05 && thresholds.at(place, 'new').balanced < 0.98);
    for (let right = 0; right < 60; right++) thresholds.update({ place, document: 'new', level }, true);
    assert.ok(Math.abs(thresholds.at(place, 'new').balanced - thresholds.at(place, 'old').balanced) < 1e-9);
  });

  it('start at the calibrated one at line ends, and not far below the default elsewhere', () => {
    const balanced = (calibrated: number) => {
      const thresholds = createAdaptiveThresholds({ eager: 0.02, balanced: calibrated, quiet: 0.6 });
      const places = ['lineEnd', 'midLine', 'replacement'] as const;
      return places.map((each) => Math.round(1e9 * thresholds.at(each, 'a').balanced) / 1e9);
    };
    const [lineEnd, midLine, replacement] = balanced(0.08);
    assert.equal(lineEnd, 0.08);
    assert.ok(midLine! > 0.15 && midLine! < defaultThresholds.balanced, `${midLine}`);
    assert.equal(replacement, midLine);
    assert.deepEqual(balanced(0.25), [0.25, 0.25, 0.25]);
    assert.deepEqual(balanced(0.4), [0.4, 0.4, 0.4]);
  });
});

const initial = { eager: 0.06, balanced: 0.44, quiet: 0.7 };

/**
 * Precision of the suggestions shown, each in a document of its own. The predicted probabilities are uniform; the true probability is the
 * predicted one to the power of `overconfidence`.
 */
function precisionAt(level: ConfidenceLevel, suggestions: number, overconfidence: number): number {
  const random = xoroshiro128plus(1);
  const coin = () => uniformInt(random, 0, 999_999) / 1e6;
  const thresholds = createAdaptiveThresholds(initial);
  let [shown, right] = [0, 0];
  for (let i = 0; i < suggestions; i++) {
    const [place, document] = ['lineEnd', `${i}`] as const;
    const predicted = coin();
    if (predicted < thresholds.at(place, document)[level]) continue;
    const isRight = coin() < predicted ** overconfidence;
    shown++;
    right += Number(isRight);
    thresholds.update({ place, document, level }, isRight);
  }
  return right / shown;
}

describe('adaptive thresholds of a place', () => {
  for (const overconfidence of [0.3, 1, 3]) {
    it(`keep the promised precision if true probabilities are the predicted ones to the power of ${overconfidence}`, () => {
      assert.ok(precisionAt('balanced', 20_000, overconfidence) >= 0.5);
      assert.ok(precisionAt('quiet', 20_000, overconfidence) >= 0.7);
    });
  }

  it('do not exceed the promised precision by much', () => {
    assert.ok(precisionAt('balanced', 20_000, 3) < 0.52);
    assert.ok(precisionAt('quiet', 20_000, 1) < 0.72);
  });

  it('change only for their level, and never for eager', () => {
    const thresholds = createAdaptiveThresholds(initial);
    const update = (level: ConfidenceLevel) => thresholds.update({ place: 'lineEnd', document: 'a', level }, false);
    const before = thresholds.at('lineEnd', 'b');
    update('eager');
    assert.deepEqual(thresholds.at('lineEnd', 'b'), before);
    update('balanced');
    const { balanced, ...others } = thresholds.at('lineEnd', 'b');
    assert.ok(balanced > before.balanced);
    assert.deepEqual({ balanced: before.balanced, ...others }, before);
  });

  it('stay between 0 and 1 for any outcomes', () => {
    const outcomes = fc.array(fc.boolean(), { maxLength: 3000 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), outcomes, (threshold, isRight) => {
        const thresholds = createAdaptiveThresholds({ eager: threshold, balanced: threshold, quiet: threshold });
        for (const right of isRight) thresholds.update({ place: 'lineEnd', document: 'a', level: 'balanced' }, right);
        const { balanced } = thresholds.at('lineEnd', 'b');
        assert.ok(balanced > 0.02 && balanced < 0.98);
      }),
      { numRuns: 50 },
    );
  });
});
