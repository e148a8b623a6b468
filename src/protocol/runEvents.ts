// The one function that changes the state of a training run. The host applies each event and sends it on; the dashboard starts
// from a snapshot and applies the same events, so that both always hold the same state.
import type { Baseline, CorpusSummary, LearnerEvent, SampleOptions, TrainingPoint } from './learner.ts';
import type { ProgramLoad } from './programUsage.ts';
import type { Marker, Run } from './runs.ts';
import {
  initialRunState,
  type NetworkWithoutRun,
  type RunDetails,
  type RunState,
  type RunStatus,
  trainingTime,
  heldOutRule,
  histogramRule,
  pointRule,
  usageRule,
} from './runState.ts';
import { appendTo, filterSeries, itemsOf, lastOf, seriesOf } from './series.ts';
import { unexpected } from './unexpected.ts';
import { fromSummary } from './statedTraining.ts';

export type RunEvent =
  | Exclude<LearnerEvent, { type: 'checkpoint' | 'resumePoint' }>
  /** The learner published weights; the bytes themselves stay in the host. */
  | { readonly type: 'checkpoint' }
  | ({ readonly type: 'sampleOptions' } & SampleOptions)
  /** The host begins to read the workspace. */
  | { readonly type: 'preparing' }
  | { readonly type: 'preparationCancelled' }
  /** The user stops the training. */
  | { readonly type: 'stopping' }
  | { readonly type: 'usage'; readonly programs: readonly ProgramLoad[] }
  /** A run of an earlier session is shown until the next one begins. */
  | { readonly type: 'restored'; readonly run: Run; readonly details: Partial<RunDetails> }
  /** The active network is from a file, or its run was deleted. */
  | { readonly type: 'networkWithoutRun'; readonly network: NetworkWithoutRun }
  /** The network that an interrupted training has saved states this score: an evaluation that was better was not saved in time. */
  | { readonly type: 'savedScore'; readonly bitsPerChar: number }
  /** Another window of the workspace trains now, or does not train any more. */
  | { readonly type: 'elsewhere'; readonly isTraining: boolean }
  /** The model was deleted, and all that was learned about it. */
  | { readonly type: 'cleared' };

const maxSamples = 200;
const maxMarkers = 1000;

/** Values that belong to one training, not to the run that it continues. */
const newTraining = { failure: undefined, startedAtMs: undefined, isStopping: false };

export function applyRunEvent(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'preparing':
      return { ...state, ...newTraining, status: 'preparing' };
    case 'preparationCancelled':
      return { ...state, status: statusAtRest(state) };
    case 'stopping':
      return { ...state, isStopping: true };
    case 'prepared':
      return prepared(state, event);
    case 'state':
      return withMarker({ ...state, status: event.state }, event.state === 'paused' ? 'paused' : undefined);
    case 'progress':
      return progress(state, event);
    case 'heldOut':
      return {
        ...state,
        heldOut: appendTo(state.heldOut, [event.point], heldOutRule),
        score: event.point.best ? event.point.bitsPerChar : state.score,
      };
    case 'histograms':
      return { ...state, histograms: appendTo(state.histograms, [event.point], histogramRule) };
    case 'sample': {
      const { text, prompt, characters, elapsedMs } = event;
      return { ...state, samples: [...state.samples, { text, prompt, characters, elapsedMs }].slice(-maxSamples) };
    }
    case 'activity':
      return { ...state, activity: event.activity };
    case 'baselines':
      return { ...state, baselines: [...event.baselines, ...others(state.baselines, event.baselines)] };
    case 'lens':
      return { ...state, lens: event.lens, lensIsCurrent: true };
    case 'checkpoint':
    case 'coolDown':
    case 'rolledBack':
      return withMarker(state, event.type);
    case 'sampleOptions':
      return { ...state, sampleOptions: { sampling: event.sampling, prompt: event.prompt } };
    case 'usage':
      return withUsage(state, event.programs);
    case 'ended':
      return {
        ...state,
        status: 'ended',
        isStopping: false,
        endReason: event.reason,
        score: event.bitsPerChar ?? state.score,
        remainingMs: 0,
        // An earlier report describes other weights.
        lens: state.lensIsCurrent ? state.lens : undefined,
      };
    case 'failed':
      return { ...state, status: 'failed', isStopping: false, failure: event.message };
    case 'restored':
      return restored(state, event);
    case 'networkWithoutRun':
      return withoutRun(state, event.network);
    case 'savedScore':
      return { ...state, score: event.bitsPerChar };
    case 'elsewhere':
      return { ...state, trainsElsewhere: event.isTraining };
    case 'cleared':
      return cleared(state);
    default:
      return unexpected(event);
  }
}

/** Where a training continues, the slow baselines stay until they are computed again, and the one of its start stays. */
function others(old: readonly Baseline[], now: readonly Baseline[]): readonly Baseline[] {
  return old.filter(({ kind }) => now.every((one) => one.kind !== kind));
}

function prepared(state: RunState, event: Extract<RunEvent, { type: 'prepared' }>): RunState {
  const { corpus, settings, engine, continued } = event;
  return {
    ...(continued ? state : cleared(state)),
    ...newTraining,
    status: 'training',
    corpus,
    settings,
    engine,
    isRejoining: continued,
    isTestTextNew: continued && state.corpus !== undefined && isOtherTestText(state.corpus, corpus),
    endReason: undefined,
    networkWithoutRun: undefined,
  };
}

function isOtherTestText(before: CorpusSummary, now: CorpusSummary): boolean {
  return before.heldOutCharacters !== now.heldOutCharacters;
}

function progress(state: RunState, event: Extract<RunEvent, { type: 'progress' }>): RunState {
  const [first] = event.points;
  const { points, ...others } = state.isRejoining && first ? continuedFrom(state, first) : state;
  return {
    ...state,
    ...others,
    points: appendTo(points, event.points, pointRule),
    isRejoining: state.isRejoining && first === undefined,
    startedAtMs: state.startedAtMs ?? (first && (state.isRejoining ? first.elapsedMs : 0)),
    lensIsCurrent: false,
    phases: event.phases ?? state.phases,
    remainingMs: event.remainingMs,
  };
}

/** Without what came after the network that was saved last; its time counts. */
function continuedFrom(state: RunState, { step, elapsedMs }: TrainingPoint) {
  const { points, heldOut, histograms, markers, samples, unusedMs } = state;
  const isEarlier = (point: TrainingPoint): boolean => point.step < step;
  return {
    points: filterSeries(points, isEarlier),
    heldOut: filterSeries(heldOut, isEarlier),
    histograms: filterSeries(histograms, isEarlier),
    markers: markers.filter(isEarlier),
    samples: samples.filter((sample) => sample.elapsedMs < elapsedMs),
    unusedMs: Math.max(unusedMs, (trainingTime(state) ?? 0) - elapsedMs),
  };
}

function restored(state: RunState, { run, details }: Extract<RunEvent, { type: 'restored' }>): RunState {
  const { settings, engine, endReason, bitsPerChar } = run.summary;
  const { points, heldOut, histograms, markers } = run.curves;
  if (points.length === 0) return withoutRun(state, networkOf(run));
  const shown: RunState = {
    ...cleared(state),
    ...details,
    settings,
    engine,
    endReason,
    markers,
    score: bitsPerChar,
    points: seriesOf(points, pointRule),
    heldOut: seriesOf(heldOut, heldOutRule),
    histograms: seriesOf(histograms, histogramRule),
  };
  return {
    ...shown,
    status: statusAtRest(shown),
    unusedMs: Math.max(0, run.summary.elapsedMs - (trainingTime(shown) ?? 0)),
  };
}

/** A run of a network from a file has no training. Where it was kept to be compared with a new network, it has one layer. */
function networkOf({ summary }: Run): NetworkWithoutRun {
  const { settings, bitsPerChar, startedMs } = summary;
  const { cell, hiddenSize } = settings;
  const training = fromSummary(summary);
  return { cell, hiddenSize, layers: 1, bitsPerChar, importedMs: startedMs, ...(training && { training }) };
}

function withoutRun(state: RunState, network: NetworkWithoutRun): RunState {
  return { ...cleared(state), networkWithoutRun: network, score: network.bitsPerChar };
}

function cleared({ sampleOptions, trainsElsewhere }: RunState): RunState {
  return { ...initialRunState, sampleOptions, trainsElsewhere };
}

/** While no training runs. */
function statusAtRest({ points }: RunState): RunStatus {
  return itemsOf(points).length > 0 ? 'ended' : 'idle';
}

/** Marks the newest point; without points there is nothing to mark. */
function withMarker(state: RunState, kind: Marker['kind'] | undefined): RunState {
  const place = newestPlace(state);
  if (kind === undefined || !place) return state;
  return { ...state, markers: [...state.markers, { kind, ...place }].slice(-maxMarkers) };
}

/** Without points there is no position to note the load at. */
function withUsage(state: RunState, programs: readonly ProgramLoad[]): RunState {
  const place = newestPlace(state);
  return place ? { ...state, usage: appendTo(state.usage, [{ ...place, programs }], usageRule) } : state;
}

function newestPlace({ points }: RunState): TrainingPoint | undefined {
  const last = lastOf(points);
  return last && { step: last.step, characters: last.characters, elapsedMs: last.elapsedMs };
}
