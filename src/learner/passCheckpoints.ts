// Writes the checkpoints of a training to files for the host, which gets their paths.
import type { DraftFiles } from '../disk/draftFiles.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import type { PassedContent } from '../protocol/passedContent.ts';
import { createQueue } from '../processes/queue.ts';

export interface PassedCheckpoints {
  /** The events stay in order. */
  report(event: LearnerEvent): void;
  /** Settles when all earlier events are reported. */
  reported(): Promise<void>;
}

/** A checkpoint that cannot be written passes in its event, so that it is not lost. `files`: undefined where all of them do. */
export function passCheckpoints(
  report: (event: LearnerEvent<PassedContent>) => void,
  files: Pick<DraftFiles, 'write'> | undefined,
): PassedCheckpoints {
  const inOrder = createQueue();

  async function passed(event: LearnerEvent): Promise<LearnerEvent<PassedContent>> {
    if (!files || (event.type !== 'checkpoint' && event.type !== 'resumePoint')) return event;
    const { type, checkpoint } = event;
    const content = await files.write(checkpoint).then(
      (path) => ({ files: [path] }),
      () => checkpoint,
    );
    return { type, checkpoint: content };
  }

  return {
    report: (event) => void inOrder(async () => report(await passed(event))),
    reported: () => inOrder(() => undefined),
  };
}
