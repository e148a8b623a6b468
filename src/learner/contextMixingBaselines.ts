// What the counts alone need for the held-out text: as they stand after the training text, and with what they learn of the
// held-out text itself as it passes, as a cache does. Slower than the other baselines: it runs beside the training.
import type { ContextMixing } from '../model/contextMixing/contextMixing.ts';
import type { Baseline } from '../protocol/learner.ts';

export interface BaselineTexts {
  /** A document each. */
  readonly train: readonly string[];
  readonly heldOut: readonly { readonly context: string; readonly text: string }[];
}

export function contextMixingBaselines(counts: ContextMixing, { train, heldOut }: BaselineTexts): readonly Baseline[] {
  const utf8 = new TextEncoder();
  const characters = heldOut.reduce((sum, { text }) => sum + Array.from(text).length, 0);
  if (characters === 0) return [];
  train.forEach((text, document) => {
    counts.begin(document);
    counts.learn(utf8.encode(text));
  });
  const open = (at: number): Uint8Array => {
    counts.begin(train.length + at);
    for (const byte of utf8.encode(heldOut[at]!.context)) counts.read(byte);
    return utf8.encode(heldOut[at]!.text);
  };
  let still = 0;
  heldOut.forEach((_, at) => (still += counts.measure(open(at))));
  let learning = 0;
  heldOut.forEach((_, at) => (learning += counts.learn(open(at))));
  return [
    { kind: 'counts', bitsPerChar: still / characters },
    { kind: 'counts and cache', bitsPerChar: learning / characters },
  ];
}
