// The state of the dashboard: the run state, updated by the same reducer as in the host, and the state of the page. Plain data,
// no DOM.
import { unexpected } from '../../../src/protocol/unexpected.ts';
import type {
  EditorPrediction,
  EditorChoices,
  DashboardSnapshot,
  ToDashboard,
} from '../../../src/protocol/dashboard.ts';
import type {
  Activity,
  Baseline,
  CorpusSummary,
  EndReason,
  HeldOutPoint,
  HistogramPoint,
  LensReport,
  PhaseShares,
} from '../../../src/protocol/learner.ts';
import type { UsagePoint } from '../../../src/protocol/programUsage.ts';
import {
  applyEvent,
  initialRunState,
  type NetworkWithoutRun,
  type RunEvent,
  type RunState,
  type RunStatus,
  type SampleEntry,
  type SampleOptions,
} from '../../../src/protocol/runState.ts';
import type { Marker, RunCurves, RunSummary } from '../../../src/protocol/runs.ts';
import type { SuggestionStatistics } from '../../../src/protocol/suggestionStatistics.ts';
import type { Resources } from '../../../src/protocol/resources.ts';
import { itemsOf } from '../../../src/protocol/series.ts';
import type { TrainingSettings } from '../../../src/protocol/settings.ts';
import { AnalysisResults } from './analysisResults.ts';
import { LossCurve } from './lossCurve.ts';

export class DashboardState {
  private run: RunState = initialRunState;
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
  /** Undefined until they are measured. */
  resources: Resources | undefined;
  /** All stored runs, newest first. */
  runs: readonly RunSummary[] = [];
  /** Id of the run that this state describes. */
  currentRun: string | undefined;
  /** Ids of the runs with stored weights. */
  restorable: ReadonlySet<string> = new Set();
  /** Curves of the compared runs, by id. */
  readonly runCurves = new Map<string, RunCurves>();

  constructor(smoothing: number) {
    this.curve = new LossCurve(smoothing);
  }

  get status(): RunStatus {
    return this.run.status;
  }

  get settings(): TrainingSettings | undefined {
    return this.run.settings;
  }

  get engine(): string | undefined {
    return this.run.engine;
  }

  get corpus(): CorpusSummary | undefined {
    return this.run.corpus;
  }

  get heldOut(): readonly HeldOutPoint[] {
    return itemsOf(this.run.heldOut);
  }

  /** Oldest first. */
  get histograms(): readonly HistogramPoint[] {
    return itemsOf(this.run.histograms);
  }

  /** Oldest first. */
  get samples(): readonly SampleEntry[] {
    return this.run.samples;
  }

  get activity(): Activity | undefined {
    return this.run.activity;
  }

  get baselines(): readonly Baseline[] {
    return this.run.baselines;
  }

  /** Checkpoints, pauses and rollbacks, oldest first. */
  get markers(): readonly Marker[] {
    return this.run.markers;
  }

  get timeShares(): PhaseShares | undefined {
    return this.run.phases;
  }

  /** Memory and CPU of our programs, oldest first. */
  get usage(): readonly UsagePoint[] {
    return itemsOf(this.run.usage);
  }

  get charsPerSecond(): number {
    return this.run.charsPerSecond;
  }

  get remainingMs(): number {
    return this.run.remainingMs;
  }

  get endReason(): EndReason | undefined {
    return this.run.endReason;
  }

  get failure(): string | undefined {
    return this.run.failure;
  }

  /** Undefined unless no run describes the active network. */
  get networkWithoutRun(): NetworkWithoutRun | undefined {
    return this.run.networkWithoutRun;
  }

  /** Undefined: the sampling settings apply. */
  get sampling(): SampleOptions | undefined {
    return this.run.sampleOptions;
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
      case 'statistics':
        this.statistics = { days: message.statistics, today: message.today };
        return;
      default:
        unexpected(message);
    }
  }

  /** The held-out evaluation with the lowest loss. Its weights are saved. */
  get best(): HeldOutPoint | undefined {
    return this.heldOut.findLast((point) => point.best);
  }

  /**
   * Held-out bits per character to show: the final value if there is one, otherwise the lowest. Of a network without a run: as it
   * was stored with it.
   */
  get bitsPerChar(): number | undefined {
    return this.run.finalBits ?? this.best?.bitsPerChar ?? this.run.networkWithoutRun?.bitsPerChar;
  }

  get elapsedMs(): number {
    return this.curve.elapsedMs.last ?? 0;
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
    this.run = applyEvent(before, event);
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

/** Whether the final value was measured on more held-out text than the points of the curve, so that it differs from them. */
export function isMeasuredOnMore({ bitsPerChar, best }: Pick<DashboardState, 'bitsPerChar' | 'best'>): boolean {
  return bitsPerChar !== undefined && best !== undefined && bitsPerChar !== best.bitsPerChar;
}

function isOtherRun(event: RunEvent): boolean {
  if (event.type === 'prepared') return !event.continued;
  return event.type === 'restored' || event.type === 'networkWithoutRun' || event.type === 'cleared';
}
