// The queue of workspace texts that context mixing has yet to learn. It learns a piece per step, so that requests do not wait. The ends
// of a few texts come last: before they are learned, candidates are recorded there to calibrate the confidence thresholds.
import { createCandidateRecorder } from '../completion/decode/candidateRecorder.ts';
import { lowestThreshold } from '../completion/policy/calibrateThresholds.ts';
import { anyWordGate } from '../completion/policy/confidence.ts';
import type { Candidate, GateSettings } from '../completion/policy/confidenceGate.ts';
import type { RecordedText } from '../completion/policy/simulatedTyping.ts';
import { characterBoundary } from '../completion/text/characterBoundary.ts';
import type { ContextMixingModel } from '../model/createModels.ts';
import { pretrainedInputLimit } from '../model/pretrainedInput.ts';
import type { TrainingText } from '../model/trainingText.ts';

/** Texts whose ends are recorded. */
const recordedTexts = 5;
/** Length of such an end, UTF-16 units. */
const recordedLength = 800;
/** Length of a recorded candidate at most, UTF-16 units. */
const maxCandidateLength = 60;
/** A changed part counts as typed by the user, and so as learned, if it is at most this much longer than what they typed. */
const typedTolerance = 400;
/** UTF-16 units learned per step: one or two milliseconds. */
const pieceLength = 64;

export interface LearnQueue {
  /** The newest text by path, learned or to be learned. */
  readonly texts: ReadonlyMap<string, string>;
  /** Candidates recorded in texts of the workspace, once the queue is empty for the first time. */
  readonly recorded: readonly RecordedText[] | undefined;
  /** Adds new and changed texts in this order. `all`: whether these are all texts of the workspace. */
  add(texts: readonly TrainingText[], all?: boolean): void;
  /** Learns one piece. Returns false when nothing is left. */
  step(): boolean;
}

/** A part of a text to learn. */
interface Job {
  readonly path: string;
  readonly text: string;
  /** The part starts here. Moves on as it is learned. */
  at: number;
  readonly end: number;
  /** If candidates are recorded in this part. */
  readonly recording?: Recording;
}

interface Recording {
  /** For each UTF-16 unit of the part. */
  readonly candidates: (readonly Candidate[])[];
  /** The candidates at an index of the text. Called for each index in order. */
  readonly record: (at: number) => readonly Candidate[];
}

/** Passes everything that any threshold to be tried passes. */
const widestGate: GateSettings = { ...anyWordGate, firstWord: lowestThreshold };

/** `priming`: texts to learn before all others. */
export function createLearnQueue(
  { contextMixing, cursor, model }: ContextMixingModel,
  priming: readonly TrainingText[] = [],
): LearnQueue {
  const texts = new Map<string, string>();
  const primingJobs = priming.map(wholeJob);
  let jobs: Job[] = [];
  let records: RecordedText[] | undefined;
  let hasRecordings = false;
  /** UTF-16 units learned so far. */
  let learned = 0;

  /** The changed part of a text, from the start of its line; none if the user typed it, because it is learned already. */
  function jobsFor({ path, text }: TrainingText): Job[] {
    const known = texts.get(path) ?? '';
    texts.set(path, text);
    const at = lineStart(text, commonPrefix(known, text));
    const end = text.length - commonSuffix(known, text, Math.min(known.length, text.length) - at);
    const typed = cursor.takeTypedLength(path);
    const isTyped = typed > 0 && end - at <= typed + typedTolerance;
    return at < end && !isTyped ? [{ path, text, at, end }] : [];
  }

  const recorderOf = (text: string) => createCandidateRecorder(model, text, widestGate, maxCandidateLength);

  function finish(job: Job): void {
    if (job === primingJobs[0]) return void primingJobs.shift();
    jobs = jobs.filter((other) => other !== job);
    const { text, end, recording } = job;
    if (recording) (records ??= []).push({ text: text.slice(end - recordedLength), candidates: recording.candidates });
  }

  return {
    texts,
    add: (newTexts, all = true) => {
      const newest = new Map(newTexts.map(({ path, text }) => [path, text]));
      const unchanged = byPath(jobs.filter(({ path, text }) => newest.get(path) === text));
      const others = jobs.filter(({ path }) => !newest.has(path));
      for (const { path } of jobs) if (newest.has(path) && !unchanged.has(path)) texts.delete(path);
      const added = newTexts.flatMap((source) => unchanged.get(source.path) ?? jobsFor(source));
      const next = [...(all && !hasRecordings ? withRecordedEnds(added, recorderOf) : added), ...others];
      jobs = [...next.filter(({ recording }) => !recording), ...next.filter(({ recording }) => recording)];
      hasRecordings ||= all;
    },
    get recorded() {
      return jobs.length === 0 ? records : undefined;
    },
    step: () => {
      const job = primingJobs[0] ?? jobs[0];
      if (!job) return false;
      const { recording } = job;
      const length = recording ? 1 : pieceLength;
      const end = characterBoundary(job.text, Math.min(job.end, job.at + length));
      cursor.continueLearning(job.path, job.text, job.at, end);
      // Recorded parts use all inputs, as typed text does.
      if (learned >= pretrainedInputLimit && !recording) contextMixing.setInput('pretrainedNetwork', undefined);
      if (recording) recording.candidates[job.at - (job.end - recordedLength)] = recording.record(job.at);
      model.learn(job.text.slice(job.at, end));
      learned += end - job.at;
      job.at = end;
      if (job.at >= job.end) finish(job);
      return primingJobs.length + jobs.length > 0;
    },
  };
}

/** A text has two jobs if its end is recorded. */
function byPath(jobs: readonly Job[]): Map<string, Job[]> {
  const found = new Map<string, Job[]>();
  for (const job of jobs) found.set(job.path, [...(found.get(job.path) ?? []), job]);
  return found;
}

function wholeJob({ path, text }: TrainingText): Job {
  return { path, text, at: 0, end: text.length };
}

/** Splits off the ends of some long texts, spread over the workspace and not begun yet, and moves these ends to the end. */
function withRecordedEnds(jobs: readonly Job[], recorderOf: (text: string) => Recording['record']): Job[] {
  const long = jobs.filter(({ at, text }) => at === 0 && text.length >= 2 * recordedLength);
  const every = Math.max(1, Math.ceil(long.length / recordedTexts));
  const chosen = new Set(long.filter((_, index) => index % every === every - 1));
  const starts = jobs.map((job) => (chosen.has(job) ? { ...job, end: job.end - recordedLength } : job));
  const ends = Array.from(chosen, (job) => ({
    ...job,
    at: job.end - recordedLength,
    recording: { candidates: [], record: recorderOf(job.text) },
  }));
  return [...starts, ...ends];
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonSuffix(a: string, b: string, maxLength: number): number {
  let length = 0;
  while (length < maxLength && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}
