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
        if (parsed?.type === 'run') assert.ok(parsed.id.length <= 40);
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
});
