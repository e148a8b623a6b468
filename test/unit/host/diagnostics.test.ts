// The text for a bug report.
import assert from 'node:assert/strict';
import { diagnosticsText } from '../../../src/host/suggestions/diagnostics.ts';

describe('the diagnostics', () => {
  const text = diagnosticsText({
    versions: { extension: '1.2.3' },
    settings: {
      'suggestions.confidence': 'quiet',
      'suggestions.exclude': ['client-name/**', 'novel.md'],
      'suggestions.languages': { markdown: false },
    },
    states: { predictor: 'ready', lastRequest: 'refused', networkLayers: undefined },
    refusal: { gate: 'confidence', text: ' Geheimnis', probability: 0.543219, needed: 0.7 },
    milliseconds: { lastAnswer: 4.56789 },
  });

  it('name versions, settings, states, times, and the gate with its figures', () => {
    for (const line of [
      ...['extension: 1.2.3', 'suggestions.confidence: quiet', 'predictor: ready', 'networkLayers: unknown'],
      ...['refusedBy: confidence', 'probability: 0.543', 'needed: 0.7', 'lastAnswer: 4.57'],
    ]) {
      assert.ok(text.includes(`${line}\n`), line);
    }
  });

  it('contain no text, no name and no path of the user', () => {
    for (const content of ['Geheimnis', 'client-name', 'novel', 'markdown'])
      assert.ok(!text.includes(content), content);
    assert.ok(text.includes('suggestions.exclude: 2 entries'));
  });
});
