// Masks what is typed in the test's own thread, without a time limit.
import { maskBeforeCaret } from '../../src/corpus/secrets/maskBeforeCaret.ts';
import type { MaskTypedText } from '../../src/masker/typedText.ts';

export const mask: MaskTypedText = async ({ before, after, length, path }) =>
  maskBeforeCaret(before, after, length, path);
