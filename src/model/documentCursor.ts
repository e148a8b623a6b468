// The position of context mixing in a document. Context mixing learns all texts as one history, so only one document is open at a
// time. To open another one, it begins that document again and reads the text before the position, which is fast without learning.
import { LRUCache } from 'lru-cache';
import type { ByteModel } from './byteModel.ts';
import { fnv1a } from './network/fnv1a.ts';

/** UTF-16 units that are read before a position when a document is opened. */
const contextLength = 1000;
/** UTF-16 units. A longer insertion was not typed, so it is not learned as it appears. */
const maxTypedLength = 400;
const maxDocuments = 64;
/** UTF-16 units at the start of a prompt by which it is found in the text read last. */
const anchorLength = 64;

export interface DocumentCursor {
  /**
   * Moves to the end of the known prefix of the prompt, and returns its length. The text after it is new and can be learned. All of
   * the prompt is known if it was learned with the workspace.
   */
  resume(document: string, prompt: string): number;
  /** Context mixing has read `text`, a prefix of the resumed prompt, and learned its new part if `learned`. */
  markRead(text: string, learned: boolean): void;
  /** Moves to `at` in the whole text of a document. The caller learns the text from there to `end`. */
  continueLearning(document: string, text: string, at: number, end: number): void;
  /** UTF-16 units of the document that were learned as they were typed, since the last call. */
  takeTypedLength(document: string): number;
}

export function createDocumentCursor(contextMixing: ByteModel): DocumentCursor {
  const encoder = new TextEncoder();
  /** By document: the prompt that was read last; '' if the document was learned with the workspace. */
  const prompts = new LRUCache<string, string>({ max: maxDocuments });
  const typed = new LRUCache<string, number>({ max: maxDocuments });
  let current: string | undefined;
  /** End of the learned part of the current document; undefined: context mixing is at the end of a prompt. */
  let learnedTo: number | undefined;

  function open(document: string, context: string): void {
    contextMixing.setInput('workspaceNetwork', undefined);
    contextMixing.begin(fnv1a(encoder.encode(document)));
    for (const byte of encoder.encode(context.slice(-contextLength))) contextMixing.read(byte);
    current = document;
  }

  return {
    resume: (document, prompt) => {
      const last = prompts.get(document);
      const start = last === undefined ? 0 : indexOfPrompt(last, prompt);
      const known = last === undefined ? 0 : knownLength(last, start, prompt);
      const atPrompt = current === document && learnedTo === undefined;
      const isThere = atPrompt && last !== undefined && last !== '' && start + known === last.length;
      if (!isThere) open(document, prompt.slice(0, known));
      learnedTo = undefined;
      prompts.set(document, prompt.slice(0, known));
      return known;
    },
    markRead: (text, learned) => {
      if (current === undefined) return;
      const newer = text.length - (prompts.get(current)?.length ?? 0);
      if (learned) typed.set(current, (typed.get(current) ?? 0) + newer);
      prompts.set(current, text);
    },
    continueLearning: (document, text, at, end) => {
      if (current !== document || learnedTo !== at) open(document, text.slice(0, at));
      learnedTo = end;
      if (!prompts.has(document)) prompts.set(document, '');
    },
    takeTypedLength: (document) => {
      const length = typed.get(document) ?? 0;
      typed.delete(document);
      return length;
    },
  };
}

/** Where the prompt starts in the text read last; -1: not in it. */
function indexOfPrompt(last: string, prompt: string): number {
  if (last === '') return -1;
  return prompt.startsWith(last) ? 0 : last.indexOf(prompt.slice(0, anchorLength));
}

/** Length of the known prefix of the prompt: everything but what was typed since. */
function knownLength(last: string, start: number, prompt: string): number {
  if (start < 0) return prompt.length;
  let known = 0;
  while (known < prompt.length && last[start + known] === prompt[known]) known++;
  if (prompt.length - known > maxTypedLength) return prompt.length;
  return endsInHighSurrogate(prompt.slice(0, known)) ? known - 1 : known;
}

function endsInHighSurrogate(text: string): boolean {
  return /[\ud800-\udbff]$/u.test(text);
}
