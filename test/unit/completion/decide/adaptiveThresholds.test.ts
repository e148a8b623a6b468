import assert from 'node:assert/strict';
import { createAdaptiveThresholds } from '../../../../src/completion/decide/adaptiveThresholds.ts';
import { defaultThresholds } from '../../../../src/completion/decide/threshold.ts';

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

  it('learn nothing from a level that promises nothing', () => {
    const thresholds = createAdaptiveThresholds(defaultThresholds);
    const before = thresholds.at(place, 'a');
    for (let wrong = 0; wrong < 15; wrong++) thresholds.update({ place, document: 'a', level: 'eager' }, false);
    assert.deepEqual(thresholds.at(place, 'a'), before);
  });
});
