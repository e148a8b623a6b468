// Checks and masks texts of files in a thread. A text that the thread cannot search for secrets in time is excluded.
import type { LearnableText } from '../corpus/learnableText.ts';
import type { MaskingThread } from './maskingThread.ts';

export function learnableTextIn(thread: MaskingThread): LearnableText {
  return async (read) =>
    (await thread.run(read.text.length, (masker) => masker.learnableText(read))) ?? 'not searched for secrets';
}
