// The learner: trains in slices and reports events. Its functions are called between two slices.
import type { Engine } from '../engine/engine.ts';
import { layersOf } from '../engine/modelShape.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import type { Turns } from '../model/work.ts';
import type { Baseline, LearnerApi, LearnerEvent, TrainingJob } from '../protocol/learner.ts';
import { messageOf } from '../protocol/rpc.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { compareIfDue, createComparison, type ComparisonState } from './comparison.ts';
import {
  changeSampling,
  createPreview,
  lensEvent,
  restartPreview,
  sampleEvent,
  showDue,
  type PreviewState,
  type PreviewSubject,
} from './livePreview.ts';
import { readableCheckpoint } from './earlierBits.ts';
import { prepareCorpus } from './prepareCorpus.ts';
import { effectiveSettings, pretrainedCheckpoint, startsFromPretrained } from './pretrainedStart.ts';
import { baselineDelayMs, sliceMs } from './recipe.ts';
import type { StartBaselines } from './startBaselineThread.ts';
import { startTraining } from './training.ts';

export interface LearnerEnvironment extends Turns {
  readonly chooseEngine: (threads: number) => Promise<Engine>;
  sleep(ms: number): Promise<void>;
  /** The file of the pretrained network, decompressed. Undefined: every network starts from scratch. */
  readonly pretrainedNetwork?: () => Uint8Array;
  /** Undefined in the terminal, which shows no slow baselines. */
  readonly startBaselines?: StartBaselines;
}

/** A thread of 64 works. */
const lowestShare = 1 / 64;

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
  /** Part of the time in which it computes. */
  workShare: number;
  readonly preview: PreviewState;
  /** Resolves the wait of a paused training. */
  wake: () => void;
}

export function createLearner(report: (event: LearnerEvent) => void, environment: LearnerEnvironment): LearnerApi {
  const { chooseEngine, now, yieldToMessages, startBaselines, pretrainedNetwork } = environment;
  const state: LearnerState = {
    requested: undefined,
    run: undefined,
    paused: false,
    workShare: 1,
    preview: createPreview(),
    wake: () => undefined,
  };

  async function train(job: TrainingJob): Promise<void> {
    endRun(state);
    const { settings } = job;
    state.requested = settings;
    const engine = await chooseEngine(settings.threads);
    if (state.requested !== settings) return;
    const run = prepare(engine, job);
    state.run = run;
    restartPreview(state.preview, now());
    report({ type: 'state', state: 'training' });
    while (state.run === run) {
      const beganMs = now();
      if (!state.paused && !run.training.runSlice(sliceMs)) return endRun(state);
      if (state.preview.watching) show(run);
      await (state.paused ? nextCall(state) : rest(now() - beganMs));
    }
  }

  /** After work of `workedMs`. */
  async function rest(workedMs: number): Promise<void> {
    const restMs = workedMs * (1 / state.workShare - 1);
    await (restMs < 1 ? yieldToMessages() : Promise.race([nextCall(state), environment.sleep(restMs)]));
  }

  function prepare(engine: Engine, { texts, settings: given, checkpoint, earlier }: TrainingJob): ActiveRun {
    const continued = checkpoint && decodeCheckpoint(checkpoint);
    const before = continued ?? (earlier && readableCheckpoint(earlier));
    const corpus = prepareCorpus(texts, given.seed, before?.training?.heldOutBy);
    if (continued && layersOf(continued.shape) > 1) throw new Error(severalLayers(layersOf(continued.shape)));
    const pretrained =
      !continued && pretrainedNetwork && startsFromPretrained(given)
        ? pretrainedCheckpoint(pretrainedNetwork())
        : undefined;
    const from = continued ?? pretrained;
    const settings = effectiveSettings(given, from, pretrained !== undefined);
    report({
      type: 'prepared',
      corpus: corpus.summary,
      settings,
      engine: engine.name,
      continued: continued !== undefined,
    });
    const training = startTraining({ corpus, settings, from, earlier }, { engine, now, emit });
    const start: Baseline | undefined = pretrained && training.start && { kind: 'pretrainedStart', ...training.start };
    return {
      training,
      corpus,
      reader: engine.reader(training.shape),
      comparison: createComparison(corpus, { start, slowDueAt: now() + baselineDelayMs(settings) }),
      evaluated: false,
      lens: undefined,
    };
  }

  /** Events of the training. The last sample, also while the dashboard is hidden, and the last unit analysis show the network as it ended. */
  function emit(event: LearnerEvent): void {
    const { run, preview } = state;
    if (event.type === 'heldOut' && run) run.evaluated = true;
    if (event.type === 'ended' && run) {
      report(sampleEvent(preview, run));
      const lens = preview.watching && lensEvent(run);
      if (lens) report(lens);
    }
    report(event);
  }

  function show(run: ActiveRun): void {
    compareIfDue(run.comparison, { evaluated: run.evaluated, now: now() }, startBaselines, (event) => {
      if (state.run === run) report(event);
    });
    showDue(state.preview, run, state.paused, { now, emit: report });
  }

  function setPaused(paused: boolean): void {
    if (!state.run || state.paused === paused) return;
    state.paused = paused;
    if (paused) state.run.training.pause();
    else state.run.training.resume();
    report({ type: 'state', state: paused ? 'paused' : 'training' });
  }

  /** Wakes a paused training, which waits for the next call. */
  function waking<Values extends unknown[]>(act: (...values: Values) => void): (...values: Values) => void {
    return (...values) => {
      act(...values);
      state.wake();
    };
  }

  return {
    train: async (job) => {
      const training = train(job);
      state.wake();
      await training.catch((error: unknown) => {
        endRun(state);
        report({ type: 'failed', message: messageOf(error) });
      });
    },
    pause: waking(() => setPaused(true)),
    resume: waking(() => setPaused(false)),
    stop: waking(() => {
      if (state.run) state.run.training.end('stopped');
      else if (state.requested) report({ type: 'ended', reason: 'stopped', bitsPerChar: undefined });
      endRun(state);
    }),
    setWatching: waking((isWatching) => {
      state.preview.watching = isWatching;
    }),
    setWorkShare: waking((share) => {
      state.workShare = Math.min(1, Math.max(lowestShare, share));
    }),
    setSampleOptions: waking(({ sampling, prompt }) => changeSampling(state.preview, sampling, prompt)),
  };
}

function severalLayers(layers: number): string {
  return `This network has ${layers} layers. Such networks are trained with PyTorch: see docs/train-elsewhere.md.`;
}

/** The learner has no training any more. */
function endRun(state: LearnerState): void {
  state.run?.comparison.stopSlow?.();
  state.run?.training.dispose();
  state.run?.reader.dispose();
  Object.assign(state, { run: undefined, requested: undefined, paused: false });
}

function nextCall(state: LearnerState): Promise<void> {
  return new Promise((resolve) => {
    state.wake = resolve;
  });
}
