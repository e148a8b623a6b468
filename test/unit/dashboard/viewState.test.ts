// The view state that the editor stores for the dashboard.
import assert from 'node:assert/strict';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { parseViewState, storedView } = await import('../../../media/dashboard/state/viewState.ts');

describe('the stored view state', () => {
  const initial = parseViewState(undefined);

  it('starts with the whole run on the Overview page', () => {
    assert.deepEqual([initial.page, initial.zoom, initial.runs], ['overview', undefined, []]);
  });

  it('restores what is valid', () => {
    const stored = { ...initial, page: 'runs', axisUnit: 'epochs', zoom: [1, 2], smoothing: 100, runs: ['a'] };
    assert.deepEqual(parseViewState(stored), stored);
  });

  it('does not contain what the user searched for', () => {
    const view = {
      ...initial,
      neurons: { ...initial.neurons, find: 'my text' },
      files: { ...initial.files, find: 'plan' },
    };
    assert.ok(!/my text|plan/u.test(JSON.stringify(storedView(view))));
  });

  it('replaces each invalid part by its initial value', () => {
    const stored = { page: 3, axisUnit: 'years', zoom: [1, 2], smoothing: 7, runs: ['a', 1], neurons: 1, files: null };
    assert.deepEqual(parseViewState(stored), { ...initial, runs: ['a'] });
  });
});
