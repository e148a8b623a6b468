// Between the host and the dashboard webview: one snapshot when it opens, then the session's own events. The page is not
// retained while hidden: shown again, it says `ready` once more and is sent the snapshot of that moment. Its own view state
// (axis, zoom, open tab) it keeps by itself.
import type { AnalysisQuery, AnalysisResult, UnitSelection } from './analyzer.ts';
import type { ConfidenceLevel } from './predictor.ts';
import type { RunEvent, RunState, SampleOptions } from './runState.ts';
import type { RunAction, RunCurves, RunSummary } from './runs.ts';

/** What the network expects at the caret of the active editor. */
export interface CaretPrediction {
  readonly file: string;
  /** What stands before the caret, its end only. */
  readonly before: string;
  /** The character that stands behind the caret; '' at the end of the text. */
  readonly after: string;
  /** The likeliest next characters, most likely first. */
  readonly expected: readonly { readonly character: string; readonly probability: number }[];
  /** Of the character that stands there; undefined where there is none, or the network does not know it. */
  readonly probabilityOfAfter: number | undefined;
}

/** Everything that a dashboard needs when it opens. */
export interface Snapshot {
  readonly run: RunState;
  /** Results of earlier analysis queries that still hold. */
  readonly analyses: readonly AnalysisResult[];
  readonly choices: EditorChoices;
}

/** What the person has chosen for the editor. */
export interface EditorChoices {
  readonly confidence: ConfidenceLevel;
  /** Whose colours the editors show. */
  readonly coloring: UnitSelection | undefined;
  /** Files that were left out one by one: their paths inside their folders. */
  readonly excludedFiles: readonly string[];
}

export type AnalysisEvent =
  | { readonly type: 'analyzing'; readonly kind: AnalysisQuery['kind']; readonly done: number }
  | { readonly type: 'result'; readonly result: AnalysisResult }
  | { readonly type: 'error'; readonly kind: AnalysisQuery['kind']; readonly message: string };

export type ToDashboard =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'event'; readonly event: RunEvent }
  /** All runs that are kept, the newest first, and which of them the snapshot tells of: after `ready`, and on each change. */
  | { readonly type: 'runs'; readonly runs: readonly RunSummary[]; readonly current: string | undefined }
  | { readonly type: 'run'; readonly curves: RunCurves }
  /** Undefined: no caret, or nobody to ask. */
  | { readonly type: 'caret'; readonly caret: CaretPrediction | undefined }
  | { readonly type: 'analysis'; readonly event: AnalysisEvent }
  | { readonly type: 'choices'; readonly choices: EditorChoices };

export type DashboardAction = 'train' | 'pause' | 'resume' | 'stop';

export type FromDashboard =
  | { readonly type: 'ready' }
  | { readonly type: 'action'; readonly action: DashboardAction }
  /** A picture or table that the person wants as a file; where, the host asks. */
  | SaveRequest
  /** How the samples of the dashboard are drawn from now on; the settings stay as they are. */
  | ({ readonly type: 'sampling' } & SampleOptions)
  | ({ readonly type: 'run' } & RunAction)
  /** Whether the page shows what the network expects at the caret; not until it says so. */
  | { readonly type: 'caret'; readonly wanted: boolean }
  /** Something to find out about the network. */
  | { readonly type: 'analyze'; readonly query: DashboardQuery }
  /** Shows in the editors how this colours their text; undefined: nothing any more. */
  | { readonly type: 'color'; readonly coloring?: UnitSelection | undefined }
  | { readonly type: 'confidence'; readonly confidence: ConfidenceLevel }
  /** A file of the ledger: show it, or add it to the setting of what is left out, or take it back from there; or leave it out
   * and train anew without it. */
  | { readonly type: 'file'; readonly path: string; readonly action: FileAction };

export type FileAction = 'open' | 'exclude' | 'include' | 'forget';

export type DashboardQuery = Exclude<AnalysisQuery, { kind: 'color' }>;

export interface SaveRequest {
  readonly type: 'save';
  readonly name: string;
  readonly content: string;
  readonly encoding: 'utf8' | 'base64';
}
