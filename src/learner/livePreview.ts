// The live preview: samples, hidden-state activity and unit analysis of the network in training, each with its own throttle.
// It runs only while the dashboard is open.
import type { Reader } from '../engine/engine.ts';
import { lensReport, type LensReport } from '../lens/lensReport.ts';
import { passagesOf } from '../lens/passages.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import { defaultSampling, type SamplingSettings } from '../protocol/settings.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import { recordActivity, sampleText, seededRandom } from './previewContent.ts';
import { lensDelayMs, livePreview, previewCharacters } from './recipe.ts';
import { nextDue } from './throttle.ts';
import type { Training } from './training.ts';
import type { TrainingEnvironment } from './trainingRun.ts';

type PreviewKind = keyof typeof livePreview;

/** Stays over all trainings of a learner. */
export interface PreviewState {
  watching: boolean;
  sampling: SamplingSettings;
  prompt: string;
  random: () => number;
  /** When each kind is due next, on the learner's clock; -Infinity: at once. */
  nextDue: Record<PreviewKind, number>;
}

/** What is shown of one training. */
export interface PreviewSubject {
  readonly training: Training;
  readonly corpus: PreparedCorpus;
  /** Separate from the trainer, so that a preview does not disturb the hidden states of the training. */
  readonly reader: Reader;
  /** The weights were evaluated on held-out text. */
  readonly evaluated: boolean;
  /** The last unit analysis; the next one keeps its order of the units. */
  lens: LensReport | undefined;
}

export function createPreview(): PreviewState {
  const due = { activity: -Infinity, sample: -Infinity, lens: -Infinity };
  return {
    watching: false,
    sampling: defaultSampling,
    prompt: '',
    random: seededRandom(defaultSampling.seed),
    nextDue: due,
  };
}

/** Changes the sampling settings; the next sample is due at once, even during a pause. */
export function changeSampling(state: PreviewState, sampling: SamplingSettings, prompt: string): void {
  Object.assign(state, { sampling, prompt, random: seededRandom(sampling.seed) });
  state.nextDue.sample = -Infinity;
}

/** A training starts at `now`. */
export function restartPreview(state: PreviewState, now: number): void {
  state.nextDue = { activity: -Infinity, sample: -Infinity, lens: now + lensDelayMs };
}

/** Emits what is due. During a pause only a sample that was just requested. */
export function showDue(
  state: PreviewState,
  subject: PreviewSubject,
  paused: boolean,
  { now, emit }: Pick<TrainingEnvironment, 'now' | 'emit'>,
): void {
  const at = now();
  const show = (kind: PreviewKind, event: () => LearnerEvent | undefined): void => {
    const startedAt = now();
    const made = event();
    if (made) emit(made);
    state.nextDue[kind] = nextDue(startedAt, now(), livePreview[kind]);
  };
  const sampleRequested = state.nextDue.sample === -Infinity;
  if (!paused && subject.evaluated && at >= state.nextDue.lens) show('lens', () => lensEvent(subject));
  if (!paused && at >= state.nextDue.activity) show('activity', () => activityEvent(subject));
  if (at >= state.nextDue.sample && (!paused || sampleRequested)) show('sample', () => sampleEvent(state, subject));
}

/** Unit analysis of the current weights; undefined if no text is held out. */
export function lensEvent(subject: PreviewSubject): LearnerEvent | undefined {
  const { vocabulary, heldOut } = subject.corpus;
  subject.lens = lensReport(currentReader(subject), vocabulary, passagesOf(heldOut), subject.lens);
  return subject.lens && { type: 'lens', lens: subject.lens };
}

function activityEvent(subject: PreviewSubject): LearnerEvent {
  const { activity, activityWarmUp } = previewCharacters;
  const ids = subject.training.recentIds(activityWarmUp + activity);
  const { vocabulary } = subject.corpus;
  return { type: 'activity', activity: recordActivity(currentReader(subject), vocabulary, ids, activityWarmUp) };
}

/** A sample of the current weights. */
export function sampleEvent({ prompt, sampling, random }: PreviewState, subject: PreviewSubject): LearnerEvent {
  const { vocabulary } = subject.corpus;
  const reader = currentReader(subject);
  const { sample: count, sampleGap: longestGap } = previewCharacters;
  const text = sampleText({ reader, vocabulary }, { prompt, count, sampling, longestGap }, random);
  const { characters, elapsedMs } = subject.training.progress();
  return { type: 'sample', text, prompt, characters, elapsedMs };
}

/** The reader, with the current weights of the training. */
function currentReader({ training, reader }: PreviewSubject): Reader {
  reader.writeParameters(training.parameters());
  return reader;
}
