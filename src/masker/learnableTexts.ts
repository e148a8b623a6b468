// Checks and masks texts of files in a program of its own. A text that it cannot search for secrets in time is excluded.
import type { LearnableText } from '../corpus/learnableText.ts';
import type { MaskingProgram } from './maskingProgram.ts';

export function learnableTextIn(program: MaskingProgram): LearnableText {
  return async (read) =>
    (await program.run(read.text.length, (masker) => masker.learnableText(read))) ?? 'not searched for secrets';
}
