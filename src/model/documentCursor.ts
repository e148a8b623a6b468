// The position of context mixing in a document. Context mixing learns all texts as one history, so only one document is open at a
// time. It learns complete lines only; the last line of a prompt is read, and learned when it is complete: until then, a secret in
// it may not be recognizable. To open another one, it begins that document again and reads the text before the position, which is fast without learning.
import { LRUCache } from 'lru-cache';
import type { FollowingByteModel } from './byteModel.ts';
import { documentHash } from './documentHash.ts';
import { followedLength } from './languageModel.ts';
import { createNewLines, type HasSavedLines } from './newLines.ts';

/** UTF-16 units that are read before a position when a document is opened. */
const contextLength = 1000;
/** UTF-16 units. A longer insertion of several lines was not typed, so it is not learned as it appears. */
const maxTypedLength = 400;
const maxDocuments = 64;
/** UTF-16 units that are read before the learning place is restored: the kernel undoes 2^16 bytes, and a unit has at most three. */
const maxReadInIsolation = 15_000;
/** UTF-16 units at the start of a prompt by which it is found in the text read last. */
const anchorLength = 64;

export interface DocumentCursor {
  /**
   * Moves to the end of the known part of the prompt, and returns its length. `lineStart`: where its last line starts. The known
   * part ends at most there, unless the line is the one that was read last: then it includes what was read of it. All complete
   * lines are known if they were learned with the workspace.
   */
  resume(document: string, prompt: string, lineStart: number): number;
  /** Where in the resumed prompt the last line ends that was not learned before. What follows is only read. */
  readonly newEnd: number;
  /** Asked for lines that were not typed. Default: there are none. */
  hasSavedLines: HasSavedLines;
  /** Context mixing has passed complete lines of the resumed prompt up to `length`, and learned the new part if `learned`. */
  passLines(prompt: string, length: number, learned: boolean): void;
  /** Called before context mixing reads `text` of the last line. What it reads there is undone when it learns the line. */
  readLine(text: string): void;
  /** Moves to `at` in the whole text of a document, to learn it from there to `end`. Returns whether the document was opened again. */
  continueLearning(document: string, text: string, at: number, end: number): boolean;
  /** The document was learned with the workspace before. */
  markLearned(document: string): void;
  /** Context mixing has another state now: the next document is opened again. */
  leave(): void;
  /**
   * While `isolated`, what is read leaves no trace where learning goes on: the bytes are removed from the history. The caller must
   * learn nothing of a prompt meanwhile. False removes the last ones, too.
   */
  isolate(isolated: boolean): void;
  /** UTF-16 units of the document that were learned as they were typed, since the last call. */
  takeTypedLength(document: string): number;
}

/** The last line of a prompt, read and not learned. */
interface ReadLine {
  text: string;
  /** State before it. */
  readonly before: unknown;
}

export function createDocumentCursor(contextMixing: FollowingByteModel): DocumentCursor {
  const encoder = new TextEncoder();
  /** By document: the complete lines that were passed last; undefined if the document was learned with the workspace. */
  const passed = new LRUCache<string, { readonly text: string | undefined }>({ max: maxDocuments });
  const typed = new LRUCache<string, number>({ max: maxDocuments });
  let current: string | undefined;
  /** End of the learned part of the current document; undefined: context mixing is at the end of a prompt. */
  let learnedTo: number | undefined;
  let line: ReadLine | undefined;
  let newEnd = 0;
  let isIsolated = false;
  /** While isolated: the state where learning goes on, before something else was read. */
  let learningPlace: unknown;
  /** UTF-16 units read since then. */
  let readSince = 0;

  const newLines = createNewLines((document, lines) => cursor.hasSavedLines(document, lines));

  function undoLine(): void {
    if (line) contextMixing.restore(line.before);
    line = undefined;
  }

  /** Before something is read while isolated. The history can undo a limited number of bytes. */
  function leaveLearningPlace(prompt: string): void {
    if (!isIsolated) return;
    if (readSince > maxReadInIsolation) returnToLearningPlace();
    learningPlace ??= contextMixing.save();
    readSince += contextLength + prompt.length;
  }

  function returnToLearningPlace(): void {
    if (learningPlace === undefined) return;
    contextMixing.restore(learningPlace);
    learningPlace = current = line = learnedTo = undefined;
    readSince = 0;
  }

  /** `followed`: bytes at the end of the context whose unfamiliarity counts. */
  function open(document: string, context: string, followed: number): void {
    undoLine();
    contextMixing.begin(documentHash(document));
    const bytes = encoder.encode(context.slice(-contextLength));
    bytes.forEach((byte, at) => (at < bytes.length - followed ? contextMixing.read(byte) : contextMixing.follow(byte)));
    current = document;
  }

  /** UTF-16 units of the prompt's last line that were read. The window of the prompt may have moved inside a long line. */
  function knownLineLength(prompt: string, lineStart: number): number | undefined {
    if (!line) return undefined;
    const text = prompt.slice(lineStart);
    if (text.startsWith(line.text)) return line.text.length;
    const start = lineStart === 0 ? indexOfPrompt(line.text, text) : -1;
    const known = line.text.slice(Math.max(0, start));
    if (start < 0 || !text.startsWith(known)) return undefined;
    line.text = known;
    return known.length;
  }

  const cursor: DocumentCursor = {
    hasSavedLines: () => false,
    get newEnd() {
      return newEnd;
    },
    resume: (document, prompt, lineStart) => {
      leaveLearningPlace(prompt);
      const complete = prompt.slice(0, lineStart);
      const last = passed.get(document);
      const start = last ? indexOfPrompt(last.text, complete) : 0;
      const same = last ? knownLength(last.text ?? '', start, complete) : 0;
      const atPrompt = current === document && learnedTo === undefined;
      const isAt = (at: number): boolean => atPrompt && last?.text !== undefined && start + at === last.text.length;
      const found = newLines.partOf(document, complete, same, !last);
      const isTyped = isAt(same) && complete.startsWith(line?.text ?? '', same);
      const isNew = isTyped && (found.start < found.end || complete.indexOf('\n', same) === lineStart - 1);
      const known = isNew ? same : found.start;
      newEnd = isNew ? lineStart : found.end;
      const isThere = isAt(known);
      const inLine = isThere && known === lineStart ? knownLineLength(prompt, lineStart) : undefined;
      if (inLine !== undefined) return lineStart + inLine;
      if (isThere) {
        const { unfamiliarity } = contextMixing;
        const isCompleted = line && prompt.startsWith(line.text, known);
        undoLine();
        if (isCompleted) contextMixing.unfamiliarity = unfamiliarity;
      } else open(document, complete.slice(0, known), followedLength);
      learnedTo = undefined;
      passed.set(document, { text: complete.slice(0, known) });
      return known;
    },
    passLines: (prompt, length, learned) => {
      if (current === undefined) return;
      const newer = length - (passed.get(current)?.text?.length ?? 0);
      if (learned) {
        typed.set(current, (typed.get(current) ?? 0) + newer);
        newLines.add(current, prompt.slice(0, length), length - newer);
      }
      passed.set(current, { text: prompt.slice(0, length) });
    },
    readLine: (text) => {
      line ??= { text: '', before: contextMixing.save() };
      line.text += text;
    },
    continueLearning: (document, text, at, end) => {
      returnToLearningPlace();
      const isOpen = current === document && learnedTo === at;
      if (!isOpen) open(document, text.slice(0, at), 0);
      learnedTo = end;
      if (!passed.has(document)) passed.set(document, { text: undefined });
      return !isOpen;
    },
    markLearned: (document) => void passed.set(document, { text: undefined }),
    leave: () => {
      current = line = learnedTo = learningPlace = undefined;
    },
    isolate: (isolated) => {
      returnToLearningPlace();
      isIsolated = isolated;
    },
    takeTypedLength: (document) => {
      const length = typed.get(document) ?? 0;
      typed.delete(document);
      return length;
    },
  };
  return cursor;
}

/** Where the prompt starts in the text passed last; -1: not in it. */
function indexOfPrompt(last: string | undefined, prompt: string): number {
  if (last === undefined) return -1;
  return prompt.startsWith(last) ? 0 : last.indexOf(prompt.slice(0, anchorLength));
}

/** Length of the known prefix of the prompt: everything but what was typed since. */
function knownLength(last: string, start: number, prompt: string): number {
  if (start < 0) return prompt.length;
  let known = 0;
  while (known < prompt.length && last[start + known] === prompt[known]) known++;
  const lastLine = prompt.length - (prompt.lastIndexOf('\n', prompt.length - 2) + 1);
  if (prompt.length - known > Math.max(maxTypedLength, lastLine)) return prompt.length;
  return endsInHighSurrogate(prompt.slice(0, known)) ? known - 1 : known;
}

function endsInHighSurrogate(text: string): boolean {
  return /[\ud800-\udbff]$/u.test(text);
}
