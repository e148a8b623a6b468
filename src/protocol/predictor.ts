// Between the host (or terminal) and the predictor worker.
import type { SamplingSettings } from './settings.ts';

export interface CompletionRequest {
  /** Which document: what is remembered of a prefix belongs to it. */
  readonly document: string;
  readonly languageId: string;
  /** Text before the caret, its last characters only. */
  readonly before: string;
  /** Text after the caret, its first characters only. */
  readonly after: string;
  readonly maxCharacters: number;
  readonly multiline: boolean;
  readonly sampling: SamplingSettings;
}

export interface Completion {
  /** What to insert at the caret. */
  readonly text: string;
  /** Product of the characters' probabilities under the model. */
  readonly probability: number;
  readonly weightsVersion: number;
}

export type ToPredictor =
  | { readonly type: 'load'; readonly checkpoint: Uint8Array; readonly version: number }
  | { readonly type: 'forget' }
  | { readonly type: 'complete'; readonly id: number; readonly request: CompletionRequest }
  | { readonly type: 'cancel'; readonly id: number };

export type FromPredictor =
  | { readonly type: 'loaded'; readonly version: number; readonly bitsPerChar: number | undefined }
  /** The bytes are no checkpoint that can be used; what was loaded before stays. */
  | { readonly type: 'refused'; readonly message: string }
  | {
      readonly type: 'completion';
      readonly id: number;
      readonly completion: Completion | undefined;
      readonly elapsedMs: number;
    }
  | { readonly type: 'failed'; readonly message: string };
