// Writes the checkpoints of a training to files for the host, which gets their paths.
import type { LearnerEvent } from '../protocol/learner.ts';
import type { PassedContent } from '../protocol/passedContent.ts';

/**
 * A checkpoint that cannot be written passes in its event, so that it is not lost. `write`: returns the path of a new file, or throws;
 * undefined where all of them pass in their events.
 */
export function passCheckpoint(
  event: LearnerEvent,
  write: ((bytes: Uint8Array) => string) | undefined,
): LearnerEvent<PassedContent> {
  if (!write || (event.type !== 'checkpoint' && event.type !== 'resumePoint')) return event;
  try {
    return { type: event.type, checkpoint: { files: [write(event.checkpoint)] } };
  } catch {
    return event;
  }
}
