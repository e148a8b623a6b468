// Texts that the counts have yet to learn, a piece at a time, so that nobody waits for them.
import type { Counting, CountsCursor } from './countsCursor.ts';

/** What is learnt of the workspace. */
export interface LearntText {
  readonly path: string;
  readonly text: string;
}

/** UTF-16 units learnt in one step: a millisecond or two. */
const pieceLength = 64;

export interface Learning {
  /** New texts, and newer states of known ones, in the order in which they matter. */
  add(texts: readonly LearntText[]): void;
  /** Learns one piece; false when nothing is left. */
  step(): boolean;
}

interface Job {
  readonly path: string;
  /** Up to `at` it is known. */
  readonly text: string;
  readonly end: number;
  at: number;
}

export function createLearning(counts: Counting, cursor: CountsCursor): Learning {
  const encoder = new TextEncoder();
  const texts = new Map<string, string>();
  let jobs: Job[] = [];

  function jobFor({ path, text }: LearntText): Job[] {
    const known = texts.get(path);
    texts.set(path, text);
    if (known === undefined) return [{ path, text, at: 0, end: text.length }];
    // What was typed here was learnt on the way.
    if (cursor.typedIn(path)) return [];
    const at = lineStart(text, commonStart(known, text));
    const end = text.length - commonEnd(known, text, Math.min(known.length, text.length) - at);
    return at < end ? [{ path, text, at, end }] : [];
  }

  return {
    add: (newer) => {
      const paths = new Set(newer.map(({ path }) => path));
      const unfinished = jobs.filter(({ path }) => !paths.has(path));
      for (const { path } of jobs) if (paths.has(path)) texts.delete(path);
      jobs = [...newer.flatMap(jobFor), ...unfinished];
    },
    step: () => {
      const [job] = jobs;
      if (!job) return false;
      cursor.learnOn(job.path, job.text.slice(0, job.at));
      const end = wholeCharacters(job.text, Math.min(job.end, job.at + pieceLength));
      counts.speak(undefined);
      counts.learn(encoder.encode(job.text.slice(job.at, end)));
      job.at = end;
      if (job.at >= job.end) jobs.shift();
      return jobs.length > 0;
    },
  };
}

/** `end`, or one more where a surrogate pair would be cut. */
export function wholeCharacters(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return Math.min(text.length, last >= 0xd800 && last < 0xdc00 ? end + 1 : end);
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
