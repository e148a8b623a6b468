// The messages between the host and the dashboard's webview. When the page opens, it says `ready` and receives one snapshot;
// then it receives the same events as the run state of the host. The page is not kept while it is hidden: shown again, it starts
// from a new snapshot. It stores its own view state (axis, zoom, tab) by itself.
import type { AnalysisQuery, AnalysisResult, SimpleQuery, UnitSelection } from './analyzer.ts';
import type { LedgerEntry } from '../corpus/sourceText.ts';
import type { CaretPrediction, ConfidenceLevel } from './predictor.ts';
import type { Resources } from './resources.ts';
import type { SampleOptions } from './learner.ts';
import type { RunEvent } from './runEvents.ts';
import type { RunState } from './runState.ts';
import type { RunAction, RunCurves, RunSummary } from './runs.ts';
import type { SuggestionStatistics } from './suggestionStatistics.ts';

/** The network's prediction at the caret of the active editor. */
export interface EditorPrediction extends CaretPrediction {
  readonly file: string;
  /** The end of the text before the caret. */
  readonly before: string;
  /** The character after the caret; '' at the end of the text. */
  readonly after: string;
}

/** Everything that a dashboard needs when it opens. */
export interface DashboardSnapshot {
  readonly run: RunState;
  /** Results of earlier analysis queries that still hold. */
  readonly analyses: readonly AnalysisResult[];
  readonly choices: EditorChoices;
}

/** What the user has chosen in the editor. */
export interface EditorChoices {
  readonly confidence: ConfidenceLevel;
  /** The unit whose activity colors the editors. */
  readonly coloring: UnitSelection | undefined;
  /** Files that the user excluded one by one: paths inside their folders. */
  readonly excludedFiles: readonly string[];
  /** Nothing is learned before the user trusts the workspace. */
  readonly isTrusted: boolean;
}

export type AnalysisEvent =
  | { readonly type: 'analyzing'; readonly kind: AnalysisQuery['kind']; readonly done: number }
  | { readonly type: 'result'; readonly result: AnalysisResult }
  | { readonly type: 'error'; readonly kind: AnalysisQuery['kind']; readonly message: string };

/** All stored runs, newest first: sent after `ready`, and after each change. */
export interface RunList {
  readonly type: 'runs';
  readonly runs: readonly RunSummary[];
  /** The id of the run that the run state describes. */
  readonly current: string | undefined;
  /** The id of the run whose network makes the suggestions: another one during a training from scratch, and where that was interrupted. */
  readonly inUse: string | undefined;
  /** The newest training gave a worse network, which is not in use, and none was trained or chosen since. Default: no. */
  readonly isNewerSetAside?: boolean;
  /** The ids of the runs with stored weights. */
  readonly restorable: readonly string[];
}

export type ToDashboard =
  | { readonly type: 'snapshot'; readonly snapshot: DashboardSnapshot }
  | { readonly type: 'event'; readonly event: RunEvent }
  | RunList
  | { readonly type: 'run'; readonly curves: RunCurves }
  /** Undefined where there is no caret or no network. */
  | { readonly type: 'caret'; readonly caret: EditorPrediction | undefined }
  /** Every few seconds while the page wants them. */
  | { readonly type: 'resources'; readonly resources: Resources }
  | { readonly type: 'analysis'; readonly event: AnalysisEvent }
  | { readonly type: 'choices'; readonly choices: EditorChoices }
  /**
   * What text statistics have learned, after `ready` and after each change. `trained`: paths of the files that the active network has
   * learned. `isLearning`: more is being learned.
   */
  | {
      readonly type: 'learned';
      readonly files: readonly LedgerEntry[];
      readonly trained: readonly string[];
      readonly isLearning: boolean;
    }
  /** After `ready`, and after each change. `today` as YYYY-MM-DD. */
  | { readonly type: 'statistics'; readonly statistics: SuggestionStatistics; readonly today: string };

export const dashboardActions = [
  ...(['learn', 'train', 'pause', 'resume', 'stop', 'importCheckpoint', 'exportCheckpoint'] as const),
  ...(['exportStatistics', 'resetStatistics'] as const),
] as const;
/** The name of a command. */
export type DashboardAction = (typeof dashboardActions)[number];

export type FromDashboard =
  | { readonly type: 'ready' }
  | { readonly type: 'action'; readonly action: DashboardAction }
  /** Save an export as a file; the host asks the user where. */
  | SaveRequest
  /** How samples are generated from now on; the settings do not change. */
  | ({ readonly type: 'sampling' } & SampleOptions)
  | ({ readonly type: 'run' } & RunAction)
  /** Whether the page shows the prediction at the caret; initially it does not. */
  | { readonly type: 'caret'; readonly wanted: boolean }
  /** Whether the page shows memory, CPU and disk; initially it does not. */
  | { readonly type: 'resources'; readonly wanted: boolean }
  | { readonly type: 'analyze'; readonly query: DashboardQuery }
  | { readonly type: 'cancelAnalysis'; readonly kind: SimpleQuery }
  /** Color the text of the editors by this unit; undefined removes the colors. */
  | { readonly type: 'color'; readonly coloring?: UnitSelection | undefined }
  | { readonly type: 'confidence'; readonly confidence: ConfidenceLevel }
  /** A file of the ledger. `open` shows its line, from 1, if there is one. `forget` excludes the file and trains a new network without it. */
  | { readonly type: 'file'; readonly path: string; readonly action: FileAction; readonly line?: number | undefined };

export type FileAction = 'open' | 'exclude' | 'include' | 'forget';

export type DashboardQuery = Exclude<AnalysisQuery, { kind: 'color' }>;

export interface SaveRequest {
  readonly type: 'save';
  readonly name: string;
  readonly content: string;
  readonly encoding: 'utf8' | 'base64';
}
