// The programs that search text for secrets: a process for files, whose memory goes with it, and a thread for what the user types, so that
// a long read does not delay it.
import type { Disposable } from 'vscode';
import type { LearnableText } from '../../corpus/learnableText.ts';
import { learnableTextIn } from '../../masker/learnableTexts.ts';
import { MaskingProgram } from '../../masker/maskingProgram.ts';
import { createTypedTextMask, type MaskTypedText } from '../../masker/typedText.ts';
import type { ProgramUsage } from '../../protocol/programUsage.ts';
import type { Program } from '../../processes/program.ts';
import type { PredictorState } from './predictorClient.ts';

/** V8's heap: of the thread for files with some copies of the largest one (100 MB), if that is permitted by the settings. */
const heapMb = { files: 1024, typing: 128 };
const idleMs = { files: 5000, typing: 10 * 60_000 };
/** The user would notice a thread that is busy for seconds by the missing suggestions. */
const typedTextMs = 1000;

export interface Maskers extends Disposable {
  readonly learnableText: LearnableText;
  /** For one purpose: a newer text takes the place of an older one that waits, but not of those for another purpose. */
  typedTextMask(): MaskTypedText;
  /** Starts the thread for what the user types, before the predictor is ready. */
  prepareTyping(): void;
  /** What is typed is masked for the predictor: the thread is ready when the predictor is, and ends when it knows nothing. */
  follow(predictor: PredictorState): void;
  /** Memory and CPU time of both threads. Undefined: none runs. */
  usage(): Promise<ProgramUsage | undefined>;
}

/** The functions of `start` get the limit of V8's heap. */
export function createMaskers(
  start: Readonly<Record<keyof typeof heapMb, (heapMb: number) => Program>>,
  warn: (message: string) => void,
): Maskers {
  const files = new MaskingProgram({ start: () => start.files(heapMb.files), warn, idleMs: idleMs.files });
  const typing = new MaskingProgram({
    start: () => start.typing(heapMb.typing),
    warn,
    idleMs: idleMs.typing,
    limits: { textMs: typedTextMs },
  });
  return {
    learnableText: learnableTextIn(files),
    typedTextMask: () => createTypedTextMask(typing),
    prepareTyping: () => typing.prepare(),
    follow: (state) => {
      if (state === 'ready') typing.prepare();
      else if (state === 'empty') typing.close();
    },
    usage: async () => {
      const used = await Promise.all([files.usage(), typing.usage()]);
      const running = used.filter((usage) => usage !== undefined);
      return running.length === 0
        ? undefined
        : {
            memoryBytes: running.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
            cpuMs: running.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
          };
    },
    dispose: () => {
      files.dispose();
      typing.dispose();
    },
  };
}
