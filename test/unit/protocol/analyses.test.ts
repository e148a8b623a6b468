// Which analyses run, are reported and are kept, with an analyzer whose answers the tests give.
import assert from 'node:assert/strict';
import { createAnalyses, type AnalysesOptions } from '../../../src/protocol/analyses.ts';
import type { AnalysisResult } from '../../../src/protocol/analyzer.ts';
import type { AnalysisEvent, DashboardQuery } from '../../../src/protocol/dashboard.ts';

const files: AnalysisResult = { kind: 'files', files: [] };
const attribution: DashboardQuery = { kind: 'attribution', text: 'a', next: 'b' };

function simulated(options: Partial<AnalysesOptions> = {}) {
  const events: AnalysisEvent[] = [];
  const asked: {
    readonly query: DashboardQuery;
    readonly progress: (done: number) => void;
    readonly answer: (result: AnalysisResult) => void;
  }[] = [];
  const analyses = createAnalyses({
    report: (event) => events.push(event),
    analyze: (query, progress, signal) =>
      new Promise((answer, reject) => {
        asked.push({ query, progress, answer });
        signal.addEventListener('abort', () => reject(new Error('canceled')));
      }),
    ...options,
  });
  return { analyses, events, asked };
}

describe('analyses for the dashboard', () => {
  it('report progress and the result, and keep it', async () => {
    const { analyses, events, asked } = simulated();
    const result = analyses.ask({ kind: 'files' });
    asked[0]!.progress(0.5);
    asked[0]!.answer(files);
    assert.equal(await result, files);
    assert.deepEqual(events, [
      { type: 'analyzing', kind: 'files', done: 0 },
      { type: 'analyzing', kind: 'files', done: 0.5 },
      { type: 'result', result: files },
    ]);
    assert.deepEqual(analyses.results, [files]);
  });

  it('run once of each kind, but attributions side by side', async () => {
    const { analyses, asked } = simulated();
    void analyses.ask({ kind: 'files' });
    assert.equal(await analyses.ask({ kind: 'files' }), undefined);
    void analyses.ask(attribution);
    void analyses.ask(attribution);
    const kinds = asked.map(({ query }) => query.kind);
    assert.deepEqual(kinds, ['files', 'attribution', 'attribution']);
  });

  it('keep nothing of weights that will change soon', async () => {
    const { analyses, asked } = simulated({ isLasting: () => false });
    const result = analyses.ask({ kind: 'files' });
    asked[0]!.answer(files);
    assert.equal(await result, files);
    assert.deepEqual(analyses.results, []);
  });

  it('end without a message when the user cancels them', async () => {
    const { analyses, events } = simulated();
    const result = analyses.ask({ kind: 'files' });
    analyses.cancel('files');
    assert.equal(await result, undefined);
    assert.deepEqual(events.at(-1), { type: 'error', kind: 'files', message: '' });
  });

  it('end without a report when the network changes, and can begin again', async () => {
    const { analyses, events, asked } = simulated({ known: [files] });
    const result = analyses.ask({ kind: 'suggestions' });
    analyses.reset();
    assert.equal(await result, undefined);
    assert.equal(events.length, 1);
    assert.deepEqual(analyses.results, []);
    void analyses.ask({ kind: 'suggestions' });
    assert.equal(asked.length, 2);
  });
});
