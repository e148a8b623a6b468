// Writes the checkpoints of a training to files for the host, which gets their paths.
import type { DraftFiles } from '../disk/draftFiles.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import type { PassedContent } from '../protocol/passedContent.ts';
import { createQueue } from '../processes/queue.ts';

/** The events stay in order. A checkpoint that cannot be written passes in its event, so that it is not lost. */
export function passCheckpoints(
  report: (event: LearnerEvent<PassedContent>) => void,
  files: Pick<DraftFiles, 'write'> | undefined,
): (event: LearnerEvent) => void {
  if (!files) return report;
  const inOrder = createQueue();

  async function passed(event: LearnerEvent): Promise<LearnerEvent<PassedContent>> {
    if (event.type !== 'checkpoint' && event.type !== 'resumePoint') return event;
    const { type, checkpoint } = event;
    const content = await files!.write(checkpoint).then(
      (path) => ({ files: [path] }),
      () => checkpoint,
    );
    return { type, checkpoint: content };
  }

  return (event) => void inOrder(async () => report(await passed(event)));
}
