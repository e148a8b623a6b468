// The queue of workspace texts that context mixing has yet to learn. It learns a piece per step, so that requests do not wait. The ends
// of a few texts come last: before they are learned, candidates are recorded there to calibrate the confidence thresholds.
import { createCandidateRecorder } from '../completion/calibrate/recordCandidates.ts';
import { lowestThreshold } from '../completion/calibrate/calibrateThresholds.ts';
import type { Candidate } from '../completion/decide/candidate.ts';
import { anyWord, type GateSettings } from '../completion/decide/threshold.ts';
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import type { FileIndex } from '../completion/decide/fileIndex.ts';
import { characterBoundary } from '../model/characterBoundary.ts';
import type { ContextMixingModel } from '../model/contextMixingModel.ts';
import type { LearnedFile } from '../model/learnedState.ts';
import type { SavedFile, TrainingText } from '../model/trainingText.ts';
import type { Work } from '../model/work.ts';
import {
  changedPart,
  hasLines,
  lostLines,
  mayHaveBecomeSecret,
  packSummary,
  summaryOf,
  unpackSummary,
  type TextSummary,
} from './textSummary.ts';

/** Texts whose ends are recorded. */
const recordedTexts = 5;
/** Length of such an end, UTF-16 units. */
const recordedLength = 800;
/** Length of a recorded candidate at most, UTF-16 units. */
const maxCandidateLength = 60;
/** A changed part counts as typed by the user, and so as learned, if it is at most this much longer than what they typed. */
const typedTolerance = 400;
/** UTF-16 units learned per step: half a millisecond, on a slow machine one. */
const pieceLength = 16;
/** UTF-16 units whose words are added at once, before the model learns them. */
const wordsLength = 4096;

export interface LearnQueue {
  /** UTF-16 units of all texts, learned or to be learned. */
  readonly totalLength: number;
  /** UTF-16 units of the texts that are kept because they are still to be learned. */
  readonly keptLength: number;
  /** Whether a text that was added may have contained a part of a secret that its newer version masks. */
  mayHaveContainedSecret(text: TrainingText): boolean;
  /** UTF-16 units, approximately, of the lines that a text that was added has and its newer version does not have. */
  lostLength(text: TrainingText): number;
  /** UTF-16 units of texts and priming texts: learned so far, and still to be learned. */
  readonly learnedLength: number;
  readonly remainingLength: number;
  /** Whether texts wait besides the ends that are recorded. */
  readonly hasPieces: boolean;
  /** The saved files that are learned, each with the lines that are. */
  learnedFiles(): LearnedFile[];
  /** Whether everything is learned. */
  readonly isEmpty: boolean;
  /** Candidates recorded in texts of the workspace: once, when the queue is empty for the first time. They are not kept. */
  takeRecorded(): readonly RecordedText[] | undefined;
  /** Adds new and changed texts in this order. `all`: whether these are all texts of the workspace. */
  add(texts: readonly TrainingText[], all?: boolean): void;
  /** Learns one piece of the texts before those that are recorded. Returns false when none is left. */
  step(): boolean;
  /**
   * Records candidates at one place and learns it. Returns false when none is left, or there are pieces to learn. It yields while the
   * model may read something else: `otherReadings` counts what it read besides this queue. If it has, the step is given up, and the
   * next one begins again.
   */
  recordingStep(otherReadings?: () => number): Work<boolean>;
}

/** A part of a text to learn. */
interface Job {
  readonly path: string;
  readonly text: string;
  /** The part starts here. Moves on as it is learned. */
  at: number;
  readonly end: number;
  /** The words up to here are added. */
  wordsEnd: number;
  /** If candidates are recorded in this part. */
  readonly recording?: Recording;
}

interface Recording {
  /** For each UTF-16 unit of the part. */
  readonly candidates: (readonly Candidate[])[];
  /** The candidates at an index of the text. Called for each index in order. */
  readonly record: (at: number) => Work<readonly Candidate[]>;
}

/** The lowest threshold that calibration tries: whatever a higher one passes, it passes too. */
const widestGate: GateSettings = { ...anyWord, firstWord: lowestThreshold };

export interface LearnQueueOptions {
  /** Texts to learn before all others. */
  readonly priming?: readonly TrainingText[];
  /** What the model has learned already. */
  readonly files?: readonly LearnedFile[];
  /** Gets all texts but the priming texts. */
  readonly fileIndex?: Pick<FileIndex, 'add'>;
  /** Whether candidates are recorded at the ends of some texts. Default: yes. */
  readonly recording?: boolean;
}

export function createLearnQueue(
  contextMixing: ContextMixingModel,
  { priming = [], files = [], fileIndex, recording: isRecording = true }: LearnQueueOptions = {},
): LearnQueue {
  /** The newest version of each text by path: the text itself until it is learned, then its summary. */
  const known = new Map<string, string | TextSummary>(files.map(({ path, lines }) => [path, unpackSummary(lines)]));
  const saved = new Map<string, SavedFile>(files.map((file) => [file.path, file]));
  const primingJobs = priming.map(wholeJob);
  let jobs: Job[] = [];
  let records: RecordedText[] | undefined;
  let hasRecordings = !isRecording;
  /** UTF-16 units learned so far. */
  let learned = 0;

  contextMixing.cursor.hasSavedLines = (document, lines) => {
    const text = known.get(document);
    return text !== undefined && typeof text !== 'string' && hasLines(text, lines);
  };

  /** The changed lines of a text; none if the user typed them, because they are learned already. */
  function jobsFor({ path, text }: TrainingText): Job[] {
    const [at, end] = changedSince(known.get(path), text);
    known.set(path, text);
    const typed = contextMixing.cursor.takeTypedLength(path);
    const isTyped = typed > 0 && end - at <= typed + typedTolerance;
    if (at < end && !isTyped) return [{ path, text, at, end, wordsEnd: at }];
    fileIndex?.add(path, text.slice(at, end));
    known.set(path, summaryOf(text));
    return [];
  }

  const nextPiece = (): Job | undefined => primingJobs[0] ?? jobs.find(({ recording }) => !recording);

  /** Learns the next `length` UTF-16 units of a job. Recorded parts use all components, as typed text does. */
  function learnPart(job: Job, length: number): void {
    const { path, text, at, recording } = job;
    const end = characterBoundary(text, Math.min(job.end, at + length));
    addWords(job, end);
    contextMixing.learn({ path, text, at, end }, recording !== undefined);
    learned += end - at;
    job.at = end;
    if (job.at >= job.end) finish(job);
  }

  /** Adds the words of whole lines, at least up to `end`. */
  function addWords(job: Job, end: number): void {
    if (end <= job.wordsEnd || job === primingJobs[0]) return;
    const from = job.wordsEnd;
    const lineEnd = job.text.indexOf('\n', Math.min(job.text.length, from + wordsLength));
    job.wordsEnd = Math.min(lineEnd === -1 ? job.text.length : lineEnd + 1, from + 2 * wordsLength);
    fileIndex?.add(job.path, job.text.slice(from, job.wordsEnd));
  }

  const recorderOf = (text: string) =>
    createCandidateRecorder(contextMixing.model, text, widestGate, maxCandidateLength);

  function finish(job: Job): void {
    if (job === primingJobs[0]) return void primingJobs.shift();
    jobs = jobs.filter((other) => other !== job);
    if (!jobs.some(({ path }) => path === job.path)) known.set(job.path, summaryOf(job.text));
    const { text, end, recording } = job;
    if (recording) (records ??= []).push({ text: text.slice(end - recordedLength), candidates: recording.candidates });
  }

  return {
    get totalLength() {
      return [...known.values()].reduce((sum, { length }) => sum + length, 0);
    },
    get keptLength() {
      return [...known.values()].reduce((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
    },
    mayHaveContainedSecret: ({ path, text }) => {
      const earlier = known.get(path);
      return earlier !== undefined && mayHaveBecomeSecret(asSummary(earlier), text);
    },
    lostLength: ({ path, text }) => {
      const before = known.get(path);
      if (before === undefined || before.length === 0) return 0;
      const earlier = asSummary(before);
      return (lostLines(earlier, summaryOf(text)) * earlier.length) / earlier.hashes.length;
    },
    add: (newTexts, all = true) => {
      const newest = new Map(newTexts.map(({ path, text }) => [path, text]));
      for (const source of newTexts) {
        if (source.saved) saved.set(source.path, source.saved);
        else saved.delete(source.path);
      }
      const unchanged = byPath(jobs.filter(({ path, text }) => newest.get(path) === text));
      const others = jobs.filter(({ path }) => !newest.has(path));
      for (const { path } of jobs) if (newest.has(path) && !unchanged.has(path)) known.delete(path);
      const added = newTexts.flatMap((source) => unchanged.get(source.path) ?? jobsFor(source));
      const next = [...(all && !hasRecordings ? withRecordedEnds(added, recorderOf) : added), ...others];
      jobs = [...next.filter(({ recording }) => !recording), ...next.filter(({ recording }) => recording)];
      hasRecordings ||= all;
    },
    get learnedLength() {
      return learned;
    },
    get remainingLength() {
      return [...primingJobs, ...jobs].reduce((sum, { at, end }) => sum + end - at, 0);
    },
    get hasPieces() {
      return nextPiece() !== undefined;
    },
    learnedFiles: () =>
      [...saved].flatMap(([path, { bytes, modifiedMs }]) => {
        const text = known.get(path);
        if (text === undefined) return [];
        if (typeof text !== 'string') {
          return [{ path, bytes, modifiedMs, length: text.length, lines: packSummary(text) }];
        }
        // Its end is yet to be learned: the file is read again.
        const at = Math.min(...jobs.filter((job) => job.path === path).map((job) => job.at));
        return [{ path, bytes, modifiedMs: 0, length: at, lines: packSummary(summaryOf(text.slice(0, at))) }];
      }),
    get isEmpty() {
      return primingJobs.length + jobs.length === 0;
    },
    takeRecorded: () => {
      if (jobs.length > 0) return undefined;
      const taken = records;
      records = undefined;
      return taken;
    },
    step: () => {
      const job = nextPiece();
      if (!job) return false;
      learnPart(job, pieceLength);
      return nextPiece() !== undefined;
    },
    *recordingStep(otherReadings = () => 0) {
      // Pieces that are learned meanwhile count, too.
      const readings = (): number => otherReadings() + learned;
      const [job] = jobs;
      if (!job?.recording || nextPiece()) return false;
      contextMixing.moveTo(job);
      const found = yield* undisturbed(job.recording.record(job.at), readings);
      if (!found) return true;
      job.recording.candidates[job.at - (job.end - recordedLength)] = found;
      learnPart(job, 1);
      return jobs.length > 0;
    },
  };
}

/**
 * Runs to the end unless the model reads something else meanwhile: then the result is undefined, and the work is not even cleaned up,
 * because the model is not where the work has left it.
 */
export function* undisturbed<Result>(work: Work<Result>, readings: () => number): Work<Result | undefined> {
  for (const before = readings(); readings() === before;) {
    const { done, value } = work.next();
    if (done) return value;
    yield;
  }
  return undefined;
}

function changedSince(earlier: string | TextSummary | undefined, text: string): [number, number] {
  return earlier === undefined ? [0, text.length] : changedPart(asSummary(earlier), summaryOf(text), text);
}

function asSummary(known: string | TextSummary): TextSummary {
  return typeof known === 'string' ? summaryOf(known) : known;
}

/** A text has two jobs if its end is recorded. */
function byPath(jobs: readonly Job[]): Map<string, Job[]> {
  const found = new Map<string, Job[]>();
  for (const job of jobs) found.set(job.path, [...(found.get(job.path) ?? []), job]);
  return found;
}

function wholeJob({ path, text }: TrainingText): Job {
  return { path, text, at: 0, end: text.length, wordsEnd: 0 };
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
    wordsEnd: job.text.lastIndexOf('\n', job.end - recordedLength - 1) + 1,
    recording: { candidates: [], record: recorderOf(job.text) },
  }));
  return [...starts, ...ends];
}
