import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cells, cellSpecs } from '../../../src/engine/cells.ts';
import { parseDashboardMessage } from '../../../src/protocol/parseDashboardMessage.ts';

const types = 'ready action save sampling file analyze color confidence caret resources cancelAnalysis run'.split(' ');
const words = fc.constantFrom(...'train stop open forget load annotate a.csv ../a.csv utf8 x __proto__'.split(' '));
const value = fc.oneof(words, fc.anything({ maxDepth: 2 }));
const names = [
  ...['action', 'name', 'content', 'encoding', 'sampling', 'prompt', 'path', 'query'],
  ...['coloring', 'confidence', 'wanted', 'id', 'annotations', 'line', 'kind'],
];
const message = fc.record(
  { type: fc.constantFrom(...types), ...Object.fromEntries(names.map((name) => [name, value])) },
  { requiredKeys: [] },
);

describe('a message of the dashboard', () => {
  it('is valid or nothing, whatever it contains', () => {
    fc.assert(
      fc.property(fc.oneof(message, fc.anything()), (message) => {
        const parsed = parseDashboardMessage(message);
        assert.ok(parsed === undefined || types.includes(parsed.type));
        if (parsed?.type === 'save') assert.match(parsed.name, /^[\w-]+\.(?:csv|svg|png)$/);
        if (parsed?.type === 'run') assert.match(parsed.id, /^[a-z0-9]{1,40}$/);
        if (parsed?.type === 'run' && parsed.action === 'annotate')
          assert.ok((parsed.annotations.name ?? '').length <= 80);
      }),
      { numRuns: 3000 },
    );
  });

  it('colors text by each gate of each cell', () => {
    for (const { name: gate } of cells.flatMap((cell): readonly { readonly name: string }[] => cellSpecs[cell].gates)) {
      const message = { type: 'color', coloring: { unit: 1, gate } };
      assert.deepEqual(parseDashboardMessage(message), message);
    }
  });

  it('names no file to save outside the folder', () => {
    const save = (name: string) => parseDashboardMessage({ type: 'save', name, content: '', encoding: 'utf8' });
    assert.ok(save('loss.csv'));
    for (const name of ['../loss.csv', 'a/b.csv', '.csv', 'loss.csv\n', 'loss.exe'])
      assert.equal(save(name), undefined);
  });

  it('names no file of another folder as a run', () => {
    for (const action of ['load', 'export', 'restore', 'delete']) {
      assert.ok(parseDashboardMessage({ type: 'run', action, id: 'k3x9' }));
      for (const id of ['../state/learning', 'a/b', '..', '', 'a.b', 'k3x9\n', 'x'.repeat(41)])
        assert.equal(parseDashboardMessage({ type: 'run', action, id }), undefined, id);
    }
  });

  it('has no numbers and texts that no page sends', () => {
    const file = (path: string, line: number) => parseDashboardMessage({ type: 'file', action: 'open', path, line });
    assert.ok(file('w/a.md', 3));
    assert.equal(file('a'.repeat(100_000), 3), undefined);
    for (const line of [0, 1.5, NaN, Infinity, 2 ** 40]) assert.equal(file('w/a.md', line), undefined);
  });
});
