// What the host without an editor (`hostProgram.ts`) and the benchmark tell each other.

export const programNames = ['learner', 'analyzer', 'predictor'] as const;
export type ProgramName = (typeof programNames)[number];

export interface HostOptions {
  /** Of the checkpoints. */
  readonly folder: string;
  /** Time without a sign of life after which a program is ended. */
  readonly silentMs: number;
  /** The wall clocks of the host and of its programs jump. Checkpoints are written in the interval of the product. */
  readonly hasJumpingClock: boolean;
}

/** From the host. */
export type HostMessage =
  /** A checkpoint with this step is on the disk. */
  | { readonly type: 'saved'; readonly steps: number }
  /** A program was started. `pid`: undefined where it could not be. */
  | { readonly type: 'started'; readonly program: ProgramName; readonly pid: number | undefined }
  /** It has done some work. */
  | { readonly type: 'works'; readonly program: ProgramName }
  | { readonly type: 'exit'; readonly program: ProgramName; readonly reason: string }
  /** It is not started again: it has exited too often. */
  | { readonly type: 'unavailable'; readonly program: ProgramName }
  /** A training has used its budget, after so much time. */
  | { readonly type: 'trained'; readonly budgetMs: number; readonly tookMs: number }
  | { readonly type: 'error'; readonly message: string };

/** To the host. */
export type HostOrder =
  /** Starts the program again with little memory and much text. */
  | { readonly type: 'exhaust'; readonly program: ProgramName }
  /** Sends the program a message as it is. */
  | { readonly type: 'post'; readonly program: ProgramName; readonly message: unknown }
  /** Receives a message as if the program had sent it. */
  | { readonly type: 'deliver'; readonly program: ProgramName; readonly message: unknown }
  /** As the command of a user. */
  | { readonly type: 'allow restarts'; readonly program: ProgramName }
  | { readonly type: 'close' };
