// Baselines of context mixing on the held-out text: with fixed statistics of the training text, and with statistics that also
// learn the held-out text while they read it, as a cache does. They take long, so they run in a thread beside the training.
import type { ContextMixing } from '../model/contextMixing/contextMixing.ts';
import type { Baseline } from '../protocol/learner.ts';

export interface BaselineTexts {
  /** One string per document. */
  readonly train: readonly string[];
  readonly heldOut: readonly { readonly context: string; readonly text: string }[];
}

export function contextMixingBaselines(model: ContextMixing, { train, heldOut }: BaselineTexts): readonly Baseline[] {
  const utf8 = new TextEncoder();
  const characters = heldOut.reduce((sum, { text }) => sum + Array.from(text).length, 0);
  if (characters === 0) return [];
  train.forEach((text, document) => {
    model.begin(document);
    model.learnSampled(utf8.encode(text));
  });
  const open = (at: number): Uint8Array => {
    model.begin(train.length + at);
    for (const byte of utf8.encode(heldOut[at]!.context)) model.read(byte);
    return utf8.encode(heldOut[at]!.text);
  };
  let fixedBits = 0;
  heldOut.forEach((_, at) => (fixedBits += model.measure(open(at))));
  let adaptiveBits = 0;
  heldOut.forEach((_, at) => (adaptiveBits += model.learn(open(at))));
  return [
    { kind: 'contextMixing', bitsPerChar: fixedBits / characters, characters },
    { kind: 'adaptiveContextMixing', bitsPerChar: adaptiveBits / characters, characters },
  ];
}
