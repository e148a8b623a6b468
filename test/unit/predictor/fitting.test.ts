// The whole way from a document to its suggestions, whatever the document and the caret: by counts that have learnt that very
// document, and so would like to repeat what stands there, and by the network with them.
import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import fc from 'fast-check';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { assertFits, hardText } from '../completion/text/assertFits.ts';
import { createTinyContextMixing } from '../model/tinyContextMixing.ts';
import { checkpointOf, requestAt, steppingClock } from './tinyModel.ts';

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
const checkpoint = checkpointOf('ab([{}])"\n <>,;é中。😀');

const scenes = fc.record({
  document: fc.tuple(hardText, hardText),
  selected: fc.constantFrom('', 'a', 'ab(', '中'),
  kept: fc.option(hardText, { nil: undefined }),
  hears: fc.boolean(),
  confidence: fc.constantFrom('eager', 'balanced', 'quiet'),
  alternatives: fc.constantFrom(0, 2),
  maxCharacters: fc.integer({ min: 0, max: 60 }),
  multiline: fc.boolean(),
});

describe('suggestions of the mixture, whatever the document and the caret', () => {
  it('fit the caret', async () => {
    let given = 0;
    await fc.assert(
      fc.asyncProperty(scenes, async ({ document: [before, after], hears, selected, kept, ...asked }) => {
        const models = createModels({ engine: referenceEngine, contextMixing: createTinyContextMixing });
        const completer = createCompleter({ models, now: steppingClock(0), breathe });
        await completer.learn([{ path: 'w/a', text: before + selected + after }]);
        if (hears) await completer.load(checkpoint);
        const standing = kept === undefined ? {} : { remaining: kept };
        const request = requestAt(before, { after, selected, ...standing, model: 'mixture', ...asked });
        const completion = await completer.complete(request, () => false);
        for (const text of completion ? [completion.text, ...(completion.alternatives ?? [])] : []) {
          given++;
          assert.ok(text.startsWith(selected));
          assertFits(text.slice(selected.length), { before: before + selected, after }, asked);
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(given > 10, `${given} suggestions`);
  });
});
