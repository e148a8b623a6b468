// Texts that the counts have yet to learn, a piece at a time, so that nobody waits for them.
import { lowestThreshold } from '../completion/policy/calibrateThresholds.ts';
import { anyWordGate } from '../completion/policy/confidence.ts';
import type { GateSettings, Candidate } from '../completion/policy/confidenceGate.ts';
import type { RecordedText } from '../completion/policy/simulatedTyping.ts';
import { characterBoundary } from '../completion/text/characterBoundary.ts';
import { pretrainedInputLimit } from '../model/pretrainedInput.ts';
import type { TrainingText } from '../model/trainingText.ts';
import type { ContextMixingModel } from '../model/createModels.ts';
import { createCandidateRecorder } from '../completion/decode/candidateRecorder.ts';

/** Ends of this many texts are kept for last, and measured by: guessed at every place before they are learnt. */
const measuredTexts = 5;
/** UTF-16 units of each such end. */
const measuredLength = 800;
/** UTF-16 units of a guess at most. */
const longestGuess = 60;
/** UTF-16 units by which a text that was typed in may differ besides: what else was changed is little, or was learnt too. */
const mostBeside = 400;
/** UTF-16 units learnt in one step: a millisecond or two. */
const pieceLength = 64;

export interface LearnQueue {
  /** What would have been guessed in texts of the workspace, once all has been learnt for the first time. */
  readonly recorded: readonly RecordedText[] | undefined;
  /** New texts, and newer states of known ones, in the order in which they matter; whether that is all of the workspace, or soon will be. */
  add(texts: readonly TrainingText[], all?: boolean): void;
  /** Learns one piece; false when nothing is left. */
  step(): boolean;
}

interface Job {
  readonly path: string;
  /** Up to `at` it is known. */
  readonly text: string;
  readonly end: number;
  at: number;
  /** Where it is measured. */
  readonly measured?: Measured;
}

interface Measured {
  /** By UTF-16 unit of the part to learn. */
  readonly candidates: (readonly Candidate[])[];
  /** What would be guessed at a place of the text; asked at each in turn. */
  readonly record: (at: number) => readonly Candidate[];
}

/** Lets everything through that any gate worth trying would. */
const widest: GateSettings = { ...anyWordGate, firstWord: lowestThreshold };

/** `generic`: texts that are learnt before any others. */
export function createLearnQueue(
  { contextMixing: counting, cursor, model: speaker }: ContextMixingModel,
  generic: readonly TrainingText[] = [],
): LearnQueue {
  const texts = new Map<string, string>();
  const first = generic.map(wholeJob);
  let jobs: Job[] = [];
  let records: RecordedText[] | undefined;
  let isMeasured = false;
  /** UTF-16 units so far. */
  let learnt = 0;

  function jobFor({ path, text }: TrainingText): Job[] {
    const known = texts.get(path) ?? '';
    texts.set(path, text);
    const at = lineStart(text, commonStart(known, text));
    const end = text.length - commonEnd(known, text, Math.min(known.length, text.length) - at);
    // What was typed here was learnt on the way; what was pasted, or written by others, was not.
    const typed = cursor.takeTypedLength(path);
    const isKnown = typed > 0 && end - at <= typed + mostBeside;
    return at < end && !isKnown ? [{ path, text, at, end }] : [];
  }

  const recorder = (text: string) => createCandidateRecorder(speaker, text, widest, longestGuess);

  function finish(job: Job): void {
    if (job === first[0]) return void first.shift();
    jobs = jobs.filter((other) => other !== job);
    const { text, end, measured } = job;
    if (measured) (records ??= []).push({ text: text.slice(end - measuredLength), candidates: measured.candidates });
  }

  return {
    add: (newer, all = true) => {
      const wanted = new Map(newer.map(({ path, text }) => [path, text]));
      const asBefore = byPath(jobs.filter(({ path, text }) => wanted.get(path) === text));
      const others = jobs.filter(({ path }) => !wanted.has(path));
      for (const { path } of jobs) if (wanted.has(path) && !asBefore.has(path)) texts.delete(path);
      const added = newer.flatMap((source) => asBefore.get(source.path) ?? jobFor(source));
      const next = [...(all && !isMeasured ? withMeasuredEnds(added, recorder) : added), ...others];
      jobs = [...next.filter(({ measured }) => !measured), ...next.filter(({ measured }) => measured)];
      isMeasured ||= all;
    },
    get recorded() {
      return jobs.length === 0 ? records : undefined;
    },
    step: () => {
      const job = first[0] ?? jobs[0];
      if (!job) return false;
      const { measured } = job;
      const length = measured ? 1 : pieceLength;
      const end = characterBoundary(job.text, Math.min(job.end, job.at + length));
      cursor.continueLearning(job.path, job.text, job.at, end);
      // What is measured is guessed at as it would be when typed.
      if (learnt >= pretrainedInputLimit && !measured) counting.setInput('pretrainedNetwork', undefined);
      if (measured) measured.candidates[job.at - (job.end - measuredLength)] = measured.record(job.at);
      speaker.learn(job.text.slice(job.at, end));
      learnt += end - job.at;
      job.at = end;
      if (job.at >= job.end) finish(job);
      return first.length + jobs.length > 0;
    },
  };
}

/** A text may be two jobs: its end, which is measured, for itself. */
function byPath(jobs: readonly Job[]): Map<string, Job[]> {
  const found = new Map<string, Job[]>();
  for (const job of jobs) found.set(job.path, [...(found.get(job.path) ?? []), job]);
  return found;
}

function wholeJob({ path, text }: TrainingText): Job {
  return { path, text, at: 0, end: text.length };
}

/** The same jobs, but for the ends of some texts from all over the workspace, none of them begun, which come last. */
function withMeasuredEnds(jobs: readonly Job[], recorder: (text: string) => Measured['record']): Job[] {
  const long = jobs.filter(({ at, text }) => at === 0 && text.length >= 2 * measuredLength);
  const every = Math.max(1, Math.ceil(long.length / measuredTexts));
  const measured = new Set(long.filter((_, index) => index % every === every - 1));
  const starts = jobs.map((job) => (measured.has(job) ? { ...job, end: job.end - measuredLength } : job));
  const ends = Array.from(measured, (job) => ({
    ...job,
    at: job.end - measuredLength,
    measured: { candidates: [], record: recorder(job.text) },
  }));
  return [...starts, ...ends];
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}
