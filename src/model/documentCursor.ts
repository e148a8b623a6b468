// Where the counts stand. They learn all texts in one long history, so that only one place in it is open at a time: going
// to another document begins there anew, after reading what stands before, which costs little since nothing is learnt by it.
import { LRUCache } from 'lru-cache';
import type { ByteModel } from './byteModel.ts';
import { fnv1a } from './network/fnv1a.ts';

/** UTF-16 units of a document that are read before its newest ones are learnt. */
const contextLength = 1000;
/** More than this at once was not typed just now. */
const mostTyped = 400;
const documentsKept = 64;
/** UTF-16 units by which a prompt is found in what was read last. */
const anchorLength = 64;

export interface DocumentCursor {
  /**
   * Stands at the end of a known beginning of the prompt, whose length it answers; what follows is new text, to be learnt.
   * All of the prompt is known if it was learnt elsewhere.
   */
  resume(document: string, prompt: string): number;
  /** `text`, the beginning of the prompt that it resumed, has now been read, and learnt if so. */
  markRead(text: string, learnt: boolean): void;
  /** Stands at `at` in the text of a document that is learnt whole; whoever asks learns on from there, up to `end`. */
  continueLearning(document: string, text: string, at: number, end: number): void;
  /** UTF-16 units of the document that were learnt as they were typed, since this was asked last. */
  takeTypedLength(document: string): number;
}

export function createDocumentCursor(counts: ByteModel): DocumentCursor {
  const encoder = new TextEncoder();
  /** Of each document the prompt that was read last; '' if it was learnt elsewhere. */
  const prompts = new LRUCache<string, string>({ max: documentsKept });
  const typed = new LRUCache<string, number>({ max: documentsKept });
  let current: string | undefined;
  /** Where in the current document's text learning it whole has come; undefined: the counts stand at a prompt's end. */
  let learntTo: number | undefined;

  function open(document: string, context: string): void {
    counts.setInput('workspaceNetwork', undefined);
    counts.begin(fnv1a(encoder.encode(document)));
    for (const byte of encoder.encode(context.slice(-contextLength))) counts.read(byte);
    current = document;
  }

  return {
    resume: (document, prompt) => {
      const last = prompts.get(document);
      const start = last === undefined ? 0 : placeIn(last, prompt);
      const known = last === undefined ? 0 : knownLength(last, start, prompt);
      const atPrompt = current === document && learntTo === undefined;
      const standsThere = atPrompt && last !== undefined && last !== '' && start + known === last.length;
      if (!standsThere) open(document, prompt.slice(0, known));
      learntTo = undefined;
      prompts.set(document, prompt.slice(0, known));
      return known;
    },
    markRead: (text, learnt) => {
      if (current === undefined) return;
      const newer = text.length - (prompts.get(current)?.length ?? 0);
      if (learnt) typed.set(current, (typed.get(current) ?? 0) + newer);
      prompts.set(current, text);
    },
    continueLearning: (document, text, at, end) => {
      if (current !== document || learntTo !== at) open(document, text.slice(0, at));
      learntTo = end;
      if (!prompts.has(document)) prompts.set(document, '');
    },
    takeTypedLength: (document) => {
      const length = typed.get(document) ?? 0;
      typed.delete(document);
      return length;
    },
  };
}

/** Where the prompt begins in what was read last, -1: elsewhere in the document. */
function placeIn(last: string, prompt: string): number {
  if (last === '') return -1;
  return prompt.startsWith(last) ? 0 : last.indexOf(prompt.slice(0, anchorLength));
}

/** How much of the prompt is known: all but what was typed since. */
function knownLength(last: string, start: number, prompt: string): number {
  if (start < 0) return prompt.length;
  let known = 0;
  while (known < prompt.length && last[start + known] === prompt[known]) known++;
  if (prompt.length - known > mostTyped) return prompt.length;
  return endsInHalf(prompt.slice(0, known)) ? known - 1 : known;
}

function endsInHalf(text: string): boolean {
  return /[\ud800-\udbff]$/u.test(text);
}
