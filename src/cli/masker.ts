// Runs the masker's thread for the terminal program.
import { fileURLToPath } from 'node:url';
import type { LearnableText } from '../corpus/learnableText.ts';
import { learnableTextIn } from '../masker/learnableTexts.ts';
import { MaskingProgram } from '../masker/maskingProgram.ts';
import { startThread } from '../processes/program.ts';

/** Ends the thread when `use` has settled. */
export async function withMasker<Result>(use: (learnableText: LearnableText) => Promise<Result>): Promise<Result> {
  const file = fileURLToPath(new URL('../masker/worker.ts', import.meta.url));
  const thread = new MaskingProgram({
    start: () => startThread(file, 'masker'),
    warn: (message) => console.error(message),
  });
  try {
    return await use(learnableTextIn(thread));
  } finally {
    thread.dispose();
  }
}
