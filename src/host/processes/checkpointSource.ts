// Where a program gets a checkpoint from.
import type { PassedContent } from '../../protocol/passedContent.ts';

/** The store of the active checkpoint, for example. */
export interface CheckpointSource {
  /** Passes the checkpoint to `work`; undefined where there is none. */
  pass<Result>(work: (content: PassedContent) => Promise<Result>): Promise<Result | undefined>;
}

/** The bytes until they are stored, because the store has another checkpoint until then; from then on, what the store has. */
export function checkpointUntilStored(
  bytes: Uint8Array,
  store: CheckpointSource,
): CheckpointSource & { noteStored(): void } {
  let source: CheckpointSource = checkpointInMemory(bytes);
  return {
    pass: (work) => source.pass(work),
    noteStored: () => {
      source = store;
    },
  };
}

/** The bytes stay in memory. */
export function checkpointInMemory(bytes: Uint8Array): CheckpointSource {
  return { pass: (work) => work(bytes) };
}
