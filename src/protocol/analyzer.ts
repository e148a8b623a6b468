// Between the host and the examiner: a process that looks at a trained network, when somebody asks, while nothing else waits
// for it. What it finds is also what the dashboard shows.
import type { SourceText } from '../corpus/sourceText.ts';
import type { GateName } from '../engine/cells.ts';
import type { SuggestionReport } from '../evaluation/suggestionReport.ts';
import type { FileBits } from '../analyzer/fileBits.ts';
import type { LensReport } from '../lens/lensReport.ts';

export type { FileBits, SuggestionReport as UseReport };

export type AnalysisQuery =
  /** What the units do over held-out text. */
  | { readonly kind: 'lens' }
  /** How one unit, or its gate, colours a text; `before` is read first. */
  | ({ readonly kind: 'color'; readonly before: string; readonly text: string } & UnitSelection)
  /** What of the text mattered for the character that came next. */
  | { readonly kind: 'attribution'; readonly text: string; readonly next: string }
  /** What each file costs. */
  | { readonly kind: 'files' }
  /** What the suggestions save. */
  | { readonly kind: 'suggestions' };

/** The queries without parameters. The dashboard starts them with a button. */
export const simpleQueries = ['lens', 'files', 'suggestions'] as const satisfies readonly AnalysisQuery['kind'][];

/** Whose activity colours a text: a unit's, or one of its gates'. A gate that the cell lacks: the unit's. */
export interface UnitSelection {
  readonly unit: number;
  readonly gate?: GateName | undefined;
}

export interface Attribution {
  readonly text: string;
  readonly next: string;
  /** Natural logarithm of the probability of `next` after `text`. */
  readonly logProbability: number;
  /** Norm of its gradient by each character of the text, [code points]. */
  readonly weights: Float32Array;
}

export type AnalysisResult =
  | { readonly kind: 'lens'; readonly lens: LensReport | undefined }
  /** After each code point of `text`: how far it stands from its mean, in whole shades of -4..4. */
  | { readonly kind: 'color'; readonly shades: Int8Array }
  | { readonly kind: 'attribution'; readonly attribution: Attribution }
  | { readonly kind: 'files'; readonly files: readonly FileBits[] }
  | { readonly kind: 'suggestions'; readonly report: SuggestionReport };

export type ToAnalyzer =
  /** What all questions from now on are about: a checkpoint, and the texts of the workspace; without texts, those of before. */
  | { readonly type: 'open'; readonly checkpoint: Uint8Array; readonly texts?: readonly SourceText[] }
  | { readonly type: 'ask'; readonly id: number; readonly question: AnalysisQuery }
  /** Its answer is not wanted any more. */
  | { readonly type: 'drop'; readonly id: number };

export type FromAnalyzer =
  /** Part of the work that is done, 0..1. */
  | { readonly type: 'progress'; readonly id: number; readonly done: number }
  | { readonly type: 'result'; readonly id: number; readonly result: AnalysisResult }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
