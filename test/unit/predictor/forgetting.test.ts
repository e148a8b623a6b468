// A forgotten text is as surprising as one that was never learned.
import assert from 'node:assert/strict';
import { loadModels } from '../../../src/cli/loadModels.ts';
import type { ContextMixingModel } from '../../../src/model/contextMixingModel.ts';
import type { Models } from '../../../src/model/createModels.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { turns } from './tinyModel.ts';

const forgotten = {
  path: 'w/plan.md',
  text: Array.from({ length: 30 }, (_, line) => `${line}. Quorvexil meets Tandrimop behind the mill.\n`).join(''),
};
const others = ['a', 'b', 'c'].map((name) => ({
  path: `w/${name}.ts`,
  text: `export function ${name}(first: number, second: number): number {\n  return first + second;\n}\n`.repeat(8),
}));

/** A completer, and bits per character of the forgotten text under its context mixing. */
function open(models: Models) {
  let newest: ContextMixingModel | undefined;
  const completer = createCompleter({
    models: { ...models, openContextMixing: (length) => (newest = models.openContextMixing(length)) },
    ...turns(),
  });
  const bits = (): number => {
    newest!.model.begin(forgotten.path);
    return newest!.model.learn(forgotten.text) / forgotten.text.length;
  };
  return { completer, bits };
}

describe('a forgotten text', () => {
  it('has the bits per character of a text that was never learned', async () => {
    const models = await loadModels(false);
    const [learned, unlearned, unseen] = [open(models), open(models), open(models)];
    await learned.completer.learn([forgotten, ...others]);
    await unlearned.completer.learn([forgotten, ...others]);
    await unlearned.completer.learn(others, { fromScratch: true });
    await unseen.completer.learn(others);
    const [before, after, expected] = [learned.bits(), unlearned.bits(), unseen.bits()];
    assert.ok(before < expected / 2, `${before} bits per character learned, ${expected} unseen`);
    assert.equal(after, expected);
  });
});
