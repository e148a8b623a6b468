// The interface of the masker, the thread that searches text for secrets before anything learns or stores it.
import type { ReadText } from '../corpus/learnableText.ts';
import type { ExclusionReason, SourceText } from '../corpus/sourceText.ts';
import type { EventsOf } from './rpc.ts';

/** The text around a caret, as `maskBeforeCaret` takes it. */
export interface TextToMask {
  readonly before: string;
  readonly after: string;
  /** UTF-16 units before the caret that are needed. */
  readonly length: number;
  readonly path: string;
}

export interface MaskerApi {
  /** Resolves when the rules are loaded. */
  prepare(): Promise<void>;
  learnableText(read: ReadText): Promise<SourceText | ExclusionReason>;
  /** The masked text before the caret. */
  maskBeforeCaret(text: TextToMask): Promise<string>;
}

export const maskerEvents: EventsOf<MaskerApi> = {};
