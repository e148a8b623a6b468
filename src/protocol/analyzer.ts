// The interface of the analyzer, the process that answers the dashboard's queries about a trained network.
import type { FileBits } from '../analyzer/fileBits.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import type { CellGate } from '../engine/cells.ts';
import type { SuggestionReport } from '../evaluation/suggestionReport.ts';
import type { MemorizedPassage } from '../evaluation/memorization/memorizedPassages.ts';
import type { LensReport } from '../lens/lensReport.ts';
import type { PassedContent } from './passedContent.ts';
import type { EventsOf } from './rpc.ts';

export type { FileBits, MemorizedPassage, SuggestionReport };

export type AnalysisQuery =
  /** What the units encode, over held-out text. */
  | { readonly kind: 'lens' }
  /** The activity of one unit or gate over `text`, after reading `before`. */
  | ({ readonly kind: 'color'; readonly before: string; readonly text: string } & UnitSelection)
  /** How much each character of the text contributed to the prediction of the next one. */
  | { readonly kind: 'attribution'; readonly text: string; readonly next: string }
  /** Bits per character of each file. */
  | { readonly kind: 'files' }
  /** Keystrokes saved on held-out files. */
  | { readonly kind: 'suggestions' }
  /** The longest passages that suggestions would reproduce from a single file. */
  | { readonly kind: 'memorized' };

interface AnalysisKind {
  /** It has no parameters: the dashboard starts it with a button. */
  readonly isSimple?: true;
  /** Only networks with one layer have units that it can analyze. */
  readonly ofUnits?: true;
  /** Its result is plain data that took minutes to compute: it survives a restart of the editor. */
  readonly isStored?: true;
}

export const analysisKinds = {
  lens: { isSimple: true, ofUnits: true },
  color: { ofUnits: true },
  attribution: { ofUnits: true },
  files: { isSimple: true, isStored: true },
  suggestions: { isSimple: true, isStored: true },
  memorized: { isSimple: true },
} as const satisfies Readonly<Record<AnalysisQuery['kind'], AnalysisKind>>;

type Kinds = typeof analysisKinds;
export type SimpleQuery = {
  [Kind in keyof Kinds]: Kinds[Kind] extends { readonly isSimple: true } ? Kind : never;
}[keyof Kinds];

const kindsWith = (property: keyof AnalysisKind) =>
  Object.entries<AnalysisKind>(analysisKinds)
    .filter(([, kind]) => kind[property])
    .map(([name]) => name as AnalysisQuery['kind']);

export const simpleQueries = kindsWith('isSimple') as readonly SimpleQuery[];
export const unitAnalyses = kindsWith('ofUnits');
export const storedAnalyses = kindsWith('isStored');

/** A unit, or one of its gates. A cell without this gate: the unit. */
export interface UnitSelection {
  readonly unit: number;
  readonly gate?: CellGate | undefined;
}

export interface Attribution {
  readonly text: string;
  readonly next: string;
  /** Natural logarithm of the probability of `next` after `text`. */
  readonly logProbability: number;
  /** Norm of the gradient of `logProbability` by each character, [code points of `text`]. */
  readonly weights: Float32Array;
}

export type AnalysisResult =
  /** Undefined: no text is held out. */
  | { readonly kind: 'lens'; readonly lens: LensReport | undefined }
  /** Deviation of the activity from its mean, [code points of `text`], integers from -4 to 4. */
  | { readonly kind: 'color'; readonly shades: Int8Array }
  | { readonly kind: 'attribution'; readonly attribution: Attribution }
  | { readonly kind: 'files'; readonly files: readonly FileBits[] }
  | { readonly kind: 'suggestions'; readonly report: SuggestionReport }
  | { readonly kind: 'memorized'; readonly passages: readonly MemorizedPassage[] };

export type AnalysisResultOf<Kind extends AnalysisQuery['kind']> = Extract<AnalysisResult, { kind: Kind }>;

/** Start options. */
export interface AnalyzerOptions {
  /** Context mixing learns the priming text first, and uses the pretrained network. */
  readonly pretrained?: boolean;
}

/** The analyzer, as the host calls it. */
export interface AnalyzerApi {
  /** The subject of all later queries. Without texts, those of before stay. Rejects when the checkpoint cannot be used. */
  open(checkpoint: PassedContent, texts: readonly SourceText[] | undefined): Promise<void>;
  /** Several queries run at the same time. `id` names this one in the progress events. */
  analyze<Query extends AnalysisQuery>(id: number, query: Query): Promise<AnalysisResultOf<Query['kind']>>;
  /** Ends the query with this id, whose call rejects. */
  cancel(id: number): void;
}

export const analyzerEvents: EventsOf<AnalyzerApi> = { cancel: true };

/** The host, as the analyzer calls it. */
export interface AnalyzerHost {
  /** `done`: part of the work, 0..1. */
  progress(id: number, done: number): void;
}

export const analyzerHostEvents: EventsOf<AnalyzerHost> = { progress: true };
