// The state of the dashboard: the run state, updated by the same reducer as in the host, and the state of the page. Plain data,
// no DOM.
import { unexpected } from '../../../src/protocol/unexpected.ts';
import type {
  EditorPrediction,
  EditorChoices,
  DashboardSnapshot,
  ToDashboard,
} from '../../../src/protocol/dashboard.ts';

import type { CorpusSummary, LensReport } from '../../../src/protocol/learner.ts';
import { applyRunEvent, type RunEvent } from '../../../src/protocol/runEvents.ts';
import { initialRunState, type RunState } from '../../../src/protocol/runState.ts';
import type { RunCurves, RunSummary } from '../../../src/protocol/runs.ts';
import type { SuggestionStatistics } from '../../../src/protocol/suggestionStatistics.ts';
import type { Resources } from '../../../src/protocol/resources.ts';
import { itemsOf } from '../../../src/protocol/series.ts';
import { AnalysisResults } from './analysisResults.ts';
import { LossCurve } from './lossCurve.ts';

export class DashboardState {
  /** The same as in the host. */
  run: RunState = initialRunState;
  /** The points of the snapshot, and all later points at full resolution. */
  curve: LossCurve;
  /** During training the learner's last report; otherwise the requested one. */
  lens: LensReport | undefined;
  analyses = new AnalysisResults();
  choices: EditorChoices | undefined;
  hasSnapshot = false;
  caret: EditorPrediction | undefined;
  /** Undefined until the host has sent them. `today` as YYYY-MM-DD. */
  statistics: { readonly days: SuggestionStatistics; readonly today: string } | undefined;
  /** The files that text statistics have learned, and the excluded ones. Empty where nothing is learned. */
  learnedFiles: CorpusSummary['ledger'] = [];
  /** The host has told which files are learned. It never does without an editor. */
  isLearnedKnown = false;
  isLearning = false;
  /** Paths of the files that the active network has learned. */
  trainedFiles: ReadonlySet<string> = new Set();
  /** Undefined until they are measured. */
  resources: Resources | undefined;
  /** All stored runs, newest first. */
  runs: readonly RunSummary[] = [];
  /** Id of the run that this state describes. */
  currentRun: string | undefined;
  runInUse: string | undefined;
  isNewerSetAside = false;
  /** Ids of the runs with stored weights. */
  restorable: ReadonlySet<string> = new Set();
  /** Curves of the compared runs, by id. */
  readonly runCurves = new Map<string, RunCurves>();

  constructor(smoothing: number) {
    this.curve = new LossCurve(smoothing);
  }

  receive(message: ToDashboard): void {
    switch (message.type) {
      case 'snapshot':
        return this.reset(message.snapshot);
      case 'event':
        return this.apply(message.event);
      case 'runs':
        this.runs = message.runs;
        this.currentRun = message.current;
        this.runInUse = message.inUse;
        this.isNewerSetAside = message.isNewerSetAside ?? false;
        this.restorable = new Set(message.restorable);
        return;
      case 'run':
        this.runCurves.set(message.curves.id, message.curves);
        return;
      case 'caret':
        this.caret = message.caret;
        return;
      case 'resources':
        this.resources = message.resources;
        return;
      case 'analysis':
        this.analyses.receive(message.event);
        if (message.event.type === 'result' && message.event.result.kind === 'lens')
          this.lens = message.event.result.lens;
        return;
      case 'choices':
        this.choices = message.choices;
        return;
      case 'learned':
        this.learnedFiles = message.files;
        this.isLearnedKnown = true;
        this.isLearning = message.isLearning;
        this.trainedFiles = new Set(message.trained);
        return;
      case 'statistics':
        this.statistics = { days: message.statistics, today: message.today };
        return;
      default:
        unexpected(message);
    }
  }

  private reset({ run, analyses, choices }: DashboardSnapshot): void {
    this.run = run;
    this.rebuildCurve();
    this.analyses = new AnalysisResults(analyses);
    this.lens = run.lens ?? this.analyses.result('lens')?.lens;
    this.choices = choices;
    this.hasSnapshot = true;
  }

  private apply(event: RunEvent): void {
    const before = this.run;
    this.run = applyRunEvent(before, event);
    if (event.type === 'progress' && !this.isCut(before, event.points[0]?.step)) this.curve.append(event.points);
    else if (this.run.points !== before.points) this.rebuildCurve();
    const { lens } = this.run;
    if (lens !== before.lens || isOtherRun(event)) this.lens = lens;
    // The results describe weights that are no longer current.
    if (event.type === 'ended' || isOtherRun(event) || event.type === 'prepared') {
      this.analyses = new AnalysisResults();
    }
  }

  /** Whether the first progress of a continued training replaces points that are drawn already. */
  private isCut({ isRejoining }: RunState, firstStep = Infinity): boolean {
    return isRejoining && firstStep <= (this.curve.step.last ?? -1);
  }

  private rebuildCurve(): void {
    this.curve = new LossCurve(this.curve.smoothing);
    this.curve.append(itemsOf(this.run.points));
  }
}

function isOtherRun(event: RunEvent): boolean {
  if (event.type === 'prepared') return !event.continued;
  return event.type === 'restored' || event.type === 'networkWithoutRun' || event.type === 'cleared';
}
