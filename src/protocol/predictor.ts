// Between the host (or terminal) and the predictor worker.
import type { SourceText } from '../corpus/sourceText.ts';
import type { SamplingSettings } from './settings.ts';

/** Who speaks: all that has learnt from the text, as far as it is sure; or the network alone, sampled, whatever it says. */
export type SuggestionModel = 'mixture' | 'network';

/** How sure a suggestion must be: balanced = at least half of those shown are right in their first word. */
export type ConfidenceLevel = 'eager' | 'balanced' | 'quiet';

export interface CompletionRequest {
  /** Which document: what is remembered of it goes by this name. For a text of the workspace, its path there. */
  readonly document: string;
  readonly languageId: string;
  /** Text before the caret, its last characters only. */
  readonly before: string;
  /** Text after the caret, its first characters only. */
  readonly after: string;
  readonly maxCharacters: number;
  readonly multiline: boolean;
  /** For the network alone. */
  readonly sampling: SamplingSettings;
  readonly model: SuggestionModel;
  /** For the mixture; 'balanced' where it is not said. */
  readonly confidence?: ConfidenceLevel;
  /** What the item selected in the editor's own list would still insert at the caret: the suggestion goes on from there. */
  readonly selected?: string;
  /** False for a file that the corpus leaves out: read as it stands, never learnt. True where it is not said. */
  readonly mayLearn?: boolean;
  /** The suggestion that the editor was given last in this document, '' for none; not said where that is not known. */
  readonly lastShown?: string;
  /** What is left of the ghost text that stands at the caret. */
  readonly remaining?: string;
  /** How many others to cycle through, asked for by hand; distinct in their first word. */
  readonly alternatives?: number;
}

export interface Completion {
  /** What to insert at the caret. */
  readonly text: string;
  /** That it is right, as the model sees it and for all that speaks against other words; of ghost text that stands there already, its
   * first word. */
  readonly probability: number;
  /** It may stay while it is typed: nobody is known to look at what is suggested, or it was drawn and would be another each time. */
  readonly reusable: boolean;
  /** Other things to insert instead, if any were asked for. */
  readonly alternatives?: readonly string[];
  readonly weightsVersion: number;
}

/** What does the network, alone and as it was trained, expect at this place? */
export interface CaretPredictionRequest {
  readonly document: string;
  readonly before: string;
  /** The character that stands there; '' at the end of the text. */
  readonly after: string;
  readonly count: number;
}

export interface CaretPrediction {
  /** Most likely first. */
  readonly expected: readonly { readonly character: string; readonly probability: number }[];
  /** Of the character that stands there; undefined where there is none, or the network does not know it. */
  readonly probabilityOfAfter: number | undefined;
}

/** Let the network make up a text. */
export interface SampleRequest {
  readonly prompt: string;
  readonly characters: number;
  readonly sampling: SamplingSettings;
}

/** What its thread is told at its start. */
export interface PredictorOptions {
  /** Whether the counts of a small workspace learn generic texts before its own. */
  readonly pretrained: boolean;
}

export type ToPredictor =
  | { readonly type: 'load'; readonly checkpoint: Uint8Array; readonly version: number }
  /** Also what was counted. */
  | { readonly type: 'forget' }
  /** Texts of the workspace to count, the nearest first, or as they are now; learnt between completions. */
  | {
      readonly type: 'learn';
      readonly texts: readonly SourceText[];
      /** What was counted before is forgotten: there are texts among it that are no more. */
      readonly anew?: boolean;
      /** These are the nearest of about so many characters; all will be sent. */
      readonly expectedCharacters?: number;
    }
  /** Answered only while nobody waits for a completion. */
  | { readonly type: 'outlook'; readonly id: number; readonly request: CaretPredictionRequest }
  | { readonly type: 'sample'; readonly id: number; readonly request: SampleRequest }
  | { readonly type: 'complete'; readonly id: number; readonly request: CompletionRequest }
  /** What would have been asked, had the last answer not been one that stays. */
  | { readonly type: 'typed'; readonly request: CompletionRequest }
  | { readonly type: 'cancel'; readonly id: number };

export type FromPredictor =
  | { readonly type: 'loaded'; readonly version: number; readonly bitsPerChar: number | undefined }
  /** The bytes are no checkpoint that can be used; what was loaded before stays. */
  | { readonly type: 'refused'; readonly version: number; readonly message: string }
  | {
      readonly type: 'completion';
      readonly id: number;
      readonly completion: Completion | undefined;
      readonly elapsedMs: number;
    }
  /** Undefined: there was no time, or there is no network. */
  | { readonly type: 'outlook'; readonly id: number; readonly outlook: CaretPrediction | undefined }
  | { readonly type: 'sample'; readonly id: number; readonly text: string | undefined }
  | { readonly type: 'failed'; readonly message: string };
