// The learner: receives messages, trains in slices, and emits events. Messages arrive between two slices.
import type { Engine } from '../engine/engine.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import { unexpected, type Channel } from '../protocol/channel.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { compareIfDue, createComparison, type ComparisonState } from './comparison.ts';
import {
  changeSampling,
  createPreview,
  lensEvent,
  restartPreview,
  showDue,
  type PreviewState,
  type PreviewSubject,
} from './livePreview.ts';
import { prepareCorpus } from './prepareCorpus.ts';
import { baselineDelayMs, sliceMs } from './recipe.ts';
import type { StartBaselines } from './startBaselineThread.ts';
import { startTraining } from './training.ts';

export interface LearnerEnvironment {
  readonly chooseEngine: (threads: number) => Promise<Engine>;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Lets pending messages arrive. */
  yieldToMessages(): Promise<void>;
  /** Undefined in the terminal, which shows no slow baselines. */
  readonly startBaselines?: StartBaselines;
}

/** A training and what is shown of it. */
interface ActiveRun extends PreviewSubject {
  readonly comparison: ComparisonState;
  evaluated: boolean;
}

interface LearnerState {
  /** Settings of the last requested training; undefined when it has ended or was stopped. */
  requested: TrainingSettings | undefined;
  /** Undefined while a training is prepared. */
  run: ActiveRun | undefined;
  paused: boolean;
  readonly preview: PreviewState;
  /** Resolves the wait of a paused training. */
  wake: () => void;
}

type TrainRequest = Extract<ToLearner, { type: 'train' }>;

export function createLearner(channel: Channel<ToLearner, LearnerEvent>, environment: LearnerEnvironment): void {
  const { chooseEngine, now, yieldToMessages, startBaselines } = environment;
  const state: LearnerState = {
    requested: undefined,
    run: undefined,
    paused: false,
    preview: createPreview(),
    wake: () => undefined,
  };

  channel.receive((message) => {
    handle(message);
    state.wake();
  });

  function handle(message: ToLearner): void {
    switch (message.type) {
      case 'train':
        return void train(message).catch((error: unknown) => {
          endRun(state);
          channel.send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
        });
      case 'pause':
        return setPaused(true);
      case 'resume':
        return setPaused(false);
      case 'stop':
        if (state.run) state.run.training.end('stopped');
        else if (state.requested) channel.send({ type: 'ended', reason: 'stopped', bitsPerChar: undefined });
        return endRun(state);
      case 'watch':
        state.preview.watching = message.watching;
        return;
      case 'sampling':
        return changeSampling(state.preview, message.sampling, message.prompt);
      default:
        unexpected(message);
    }
  }

  async function train({ texts, settings, checkpoint }: TrainRequest): Promise<void> {
    endRun(state);
    state.requested = settings;
    const engine = await chooseEngine(settings.threads);
    if (state.requested !== settings) return;
    const run = prepare(engine, { type: 'train', texts, settings, ...(checkpoint && { checkpoint }) });
    state.run = run;
    restartPreview(state.preview, now());
    channel.send({ type: 'state', state: 'training' });
    while (state.run === run) {
      if (!state.paused && !run.training.runSlice(sliceMs)) return endRun(state);
      if (state.preview.watching) show(run);
      await (state.paused ? nextMessage(state) : yieldToMessages());
    }
  }

  function prepare(engine: Engine, { texts, settings, checkpoint }: TrainRequest): ActiveRun {
    const corpus = prepareCorpus(texts, settings.seed);
    const from = checkpoint && decodeCheckpoint(checkpoint);
    // A checkpoint keeps its cell and hidden size.
    const { cell, hidden } = from?.shape ?? settings;
    channel.send({
      type: 'prepared',
      corpus: corpus.summary,
      settings: { ...settings, cell, hidden },
      engine: engine.name,
      continued: from !== undefined,
    });
    const training = startTraining(corpus, settings, from, engine, now, emit);
    return {
      training,
      corpus,
      reader: engine.reader(training.shape),
      comparison: createComparison(corpus, now() + baselineDelayMs(settings)),
      evaluated: false,
      lens: undefined,
    };
  }

  /** Events of the training. The last unit analysis shows the network as it ended. */
  function emit(event: LearnerEvent): void {
    const { run, preview } = state;
    if (event.type === 'heldOut' && run) run.evaluated = true;
    if (event.type === 'ended' && run && preview.watching) {
      const lens = lensEvent(run);
      if (lens) channel.send(lens);
    }
    channel.send(event);
  }

  function show(run: ActiveRun): void {
    compareIfDue(run.comparison, run.evaluated, now(), startBaselines, (event) => {
      if (state.run === run) channel.send(event);
    });
    showDue(state.preview, run, state.paused, now, (event) => channel.send(event));
  }

  function setPaused(paused: boolean): void {
    if (!state.run || state.paused === paused) return;
    state.paused = paused;
    if (paused) state.run.training.pause();
    else state.run.training.resume();
    channel.send({ type: 'state', state: paused ? 'paused' : 'training' });
  }
}

/** The learner has no training any more. */
function endRun(state: LearnerState): void {
  state.run?.comparison.stopSlow?.();
  state.run?.training.dispose();
  state.run?.reader.dispose();
  Object.assign(state, { run: undefined, requested: undefined, paused: false });
}

function nextMessage(state: LearnerState): Promise<void> {
  return new Promise((resolve) => {
    state.wake = resolve;
  });
}
