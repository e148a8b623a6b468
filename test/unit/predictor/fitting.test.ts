// The path from a document to its suggestions, for any document and caret. Context mixing has learned the same document, so it tends to
// repeat the text after the caret.
import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import fc from 'fast-check';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { assertFits, hardText } from '../completion/fit/assertFits.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

const checkpoint = checkpointOf('ab([{}])"\n <>,;é中。😀');

const scenes = fc.record({
  document: fc.tuple(hardText, hardText),
  selected: fc.constantFrom('', 'a', 'ab(', '中'),
  remaining: fc.option(hardText, { nil: undefined }),
  hasNetwork: fc.boolean(),
  confidence: fc.constantFrom('eager', 'balanced', 'quiet'),
  alternatives: fc.constantFrom(0, 2),
  maxCharacters: fc.integer({ min: 0, max: 60 }),
  multiline: fc.boolean(),
});

describe('suggestions of the mixture for any document and caret', () => {
  it('fit the caret', async () => {
    let suggestions = 0;
    await fc.assert(
      fc.asyncProperty(scenes, async ({ document: [before, after], hasNetwork, selected, remaining, ...options }) => {
        const models = createModels({ engine: referenceEngine, contextMixing: createTinyContextMixing });
        const completer = createCompleter({ models, ...turns() });
        await completer.learn([{ path: 'w/a', text: before + selected + after }]);
        if (hasNetwork) await completer.load(checkpoint);
        const visible = remaining === undefined ? {} : { remaining };
        const request = requestAt(before, { after, selected, ...visible, model: 'mixture', ...options });
        const completion = (await completer.complete(request, () => false)).completion;
        for (const text of completion ? [completion.text, ...(completion.alternatives ?? [])] : []) {
          suggestions++;
          assert.ok(text.startsWith(selected));
          assertFits(text.slice(selected.length), { before: before + selected, after }, options);
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(suggestions > 10, `${suggestions} suggestions`);
  });
});
