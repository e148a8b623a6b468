// Starts the learner for one training: as a process where the user wants it and the machine permits it, else as a thread.
import { Uri } from 'vscode';
import {
  learnerEvents,
  type LearnerApi,
  type LearnerEvent,
  type LearnerHost,
  type LearnerOptions,
  type TrainingJob,
} from '../../protocol/learner.ts';
import type { ProgramUsage } from '../../protocol/programUsage.ts';
import type { PassedContent } from '../../protocol/passedContent.ts';
import { RemoteError } from '../../protocol/rpc.ts';
import { settings } from '../settings.ts';
import { heapLimitMb, startProcess, startThread, startWithFallback, type Program } from '../../processes/program.ts';
import { SupervisedProcess } from '../../processes/supervisedProcess.ts';

/**
 * The longest step prepares the corpus: 0.1 s per megabyte, at low priority. The largest corpus has 200 MB.
 */
const defaultSilentMs = 60_000;

/** A running learner. It is watched until its training is over. */
export interface LearnerProcess {
  readonly api: LearnerApi;
  train(job: TrainingJob): void;
  /** Memory and CPU time. Undefined: it does not run any more. */
  usage(): Promise<ProgramUsage | undefined>;
  /** Ends it. Nothing is reported after that. */
  close(): void;
}

export interface LearnerListener {
  onEvent(event: LearnerEvent<PassedContent>): void;
  /** Called once. */
  onExit(reason: string): void;
}

export type StartLearner = (listener: LearnerListener) => LearnerProcess;

/** `drafts`: see `LearnerOptions`. */
export function learnerProgram(extensionUri: Uri, drafts: string | undefined): Program {
  const bundle = Uri.joinPath(extensionUri, 'dist/learner.mjs').fsPath;
  const options: LearnerOptions = {
    wide: settings.training.wideVectors.value(),
    ...(drafts !== undefined && { drafts }),
  };
  const thread = (): Program => startThread(bundle, 'Hidden State learner', options, heapLimitMb);
  if (!settings.training.separateProcess.value()) return thread();
  return startWithFallback(() => startProcess(bundle, options), thread);
}

/** `start`: starts the program. `silentMs`: time without a sign of life after which it is ended. */
export function startLearner(
  start: () => Program,
  { onEvent, onExit }: LearnerListener,
  silentMs = defaultSilentMs,
): LearnerProcess {
  let isClosed = false;
  const exit = (reason: string): void => {
    if (!isClosed) onExit(reason);
  };
  const host: LearnerHost = {
    report: (event) => {
      if (!isClosed) onEvent(event);
    },
  };
  const learner = new SupervisedProcess<LearnerApi>({
    name: 'The learner',
    start,
    events: learnerEvents,
    handlers: host,
    silentMs,
    onExit: ({ reason }) => exit(reason),
    onError: ({ message }) => exit(message),
  });
  const api = learner.start();
  return {
    api,
    train: (job) => {
      // An exit is reported by itself.
      api.train(job).catch((error: unknown) => {
        if (error instanceof RemoteError) exit(error.message);
      });
    },
    usage: () => learner.usage(),
    close: () => {
      isClosed = true;
      learner.close();
    },
  };
}
