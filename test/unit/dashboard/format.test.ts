// Numbers as the dashboard writes them, in the display language.
import assert from 'node:assert/strict';
import { createFormats } from '../../../media/dashboard/ui/format.ts';

describe('numbers of the dashboard', () => {
  const [english, german] = [createFormats('en'), createFormats('de')] as const;

  it('have no sign where they round to 0', () => {
    assert.equal(english.percent(-0.001), '0%');
    assert.equal(english.whole(-0.3), '0');
    assert.equal(english.twoDecimals(-0.001), '0.00');
    assert.equal(english.percent(-0.02), '-2%');
  });

  it('write a day as the display language does', () => {
    assert.deepEqual([english.day('2026-11-30'), german.day('2026-11-30')], ['Nov 30, 2026', '30.11.2026']);
  });

  it('group thousands alike, in English and German', () => {
    assert.deepEqual([english.compact(8120), english.compact(39_800)], ['8.12K', '39.8K']);
    assert.deepEqual([german.compact(8120), german.compact(39_800)], ['8.120', '39.800']);
  });

  it('name the unit of an amount of bytes that has few digits', () => {
    const bytes = [0, 25_600, 360e6, 1.5e9];
    assert.deepEqual(bytes.map(english.bytes), ['0 kB', '25.6 kB', '360 MB', '1.5 GB']);
  });
});
