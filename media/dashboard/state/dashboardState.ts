// What the dashboard knows of the session: one snapshot, then the session's own events added to it. Plain data, no DOM.
import { unexpected } from '../../../src/protocol/channel.ts';
import type {
  CaretPrediction,
  DashboardEvent,
  SampleOptions,
  EditorChoices,
  Marker,
  SampleEntry,
  RunStatus,
  Snapshot,
  ToDashboard,
} from '../../../src/protocol/dashboard.ts';
import type {
  Activity,
  Baseline,
  CorpusSummary,
  EndReason,
  HeldOutPoint,
  LensReport,
  PhaseShares,
} from '../../../src/protocol/learner.ts';
import type { RunCurves, RunSummary } from '../../../src/protocol/runs.ts';
import type { TrainingSettings } from '../../../src/protocol/settings.ts';
import { LossCurve } from './lossCurve.ts';
import { AnalysisResults } from './analysisResults.ts';

/** Samples kept for the time-lapse. */
const sampleLimit = 200;

export class DashboardState {
  status: RunStatus = 'idle';
  settings: TrainingSettings | undefined;
  engine: string | undefined;
  corpus: CorpusSummary | undefined;
  curve: LossCurve;
  heldOut: HeldOutPoint[] = [];
  /** Oldest first. */
  samples: SampleEntry[] = [];
  activity: Activity | undefined;
  baselines: readonly Baseline[] = [];
  /** While it learns, the learner's last look; afterwards, or after a restart, one that was asked for. */
  lens: LensReport | undefined;
  analyses = new AnalysisResults();
  choices: EditorChoices | undefined;
  /** What befell the run, in order. */
  markers: Marker[] = [];
  timeShares: PhaseShares | undefined;
  charsPerSecond = 0;
  remainingMs = 0;
  endReason: EndReason | undefined;
  /** Held out, of the network as it ended, over more of the text than the curve's points. */
  finalBits: number | undefined;
  /** A snapshot has come. */
  hasSnapshot = false;
  failure: string | undefined;
  /** How samples are drawn; undefined: as the settings say. */
  sampling: SampleOptions | undefined;
  caret: CaretPrediction | undefined;
  /** All that are kept, the newest first. */
  runs: readonly RunSummary[] = [];
  /** Which of them this story tells. */
  currentRun: string | undefined;
  /** Of the runs that were asked for. */
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
        return;
      case 'run':
        this.runCurves.set(message.curves.id, message.curves);
        return;
      case 'caret':
        this.caret = message.caret;
        return;
      case 'analysis':
        this.analyses.receive(message.event);
        if (message.event.type === 'result' && message.event.result.kind === 'lens') this.lens = this.analyses.lens;
        return;
      case 'choices':
        this.choices = message.choices;
        return;
      default:
        unexpected(message);
    }
  }

  /** The held-out point that the best weights come from. */
  get best(): HeldOutPoint | undefined {
    return this.heldOut.findLast((point) => point.best);
  }

  /** The held-out figure to show: that of the end, else the lowest. */
  get bitsPerChar(): number | undefined {
    return this.finalBits ?? this.best?.bitsPerChar;
  }

  get elapsedMs(): number {
    return this.curve.elapsedMs.last ?? 0;
  }

  private reset(snapshot: Snapshot): void {
    this.status = snapshot.state;
    this.settings = snapshot.settings;
    this.engine = snapshot.engine;
    this.corpus = snapshot.corpus;
    this.curve = new LossCurve(this.curve.smoothing);
    this.curve.append(snapshot.points);
    this.heldOut = [...snapshot.heldOut];
    this.samples = snapshot.samples.slice(-sampleLimit);
    this.activity = snapshot.activity;
    this.baselines = snapshot.baselines ?? [];
    this.analyses = new AnalysisResults(snapshot.analyses);
    this.lens = snapshot.lens ?? this.analyses.lens;
    this.choices = snapshot.choices;
    this.markers = [...snapshot.marks];
    this.sampling = snapshot.sampleOptions;
    this.timeShares = snapshot.phases;
    this.charsPerSecond = snapshot.charsPerSecond;
    this.remainingMs = snapshot.remainingMs;
    this.endReason = snapshot.endReason;
    this.finalBits = snapshot.finalBits;
    this.hasSnapshot = true;
    this.failure = snapshot.failure;
  }

  private apply(event: DashboardEvent): void {
    switch (event.type) {
      case 'prepared':
        if (!event.continued) this.clearRun();
        this.analyses = new AnalysisResults();
        this.status = 'training';
        this.endReason = this.finalBits = this.failure = undefined;
        this.corpus = event.corpus;
        this.settings = event.settings;
        this.engine = event.engine;
        return;
      case 'progress':
        this.curve.append(event.points);
        this.timeShares = event.phases ?? this.timeShares;
        this.charsPerSecond = event.charsPerSecond;
        this.remainingMs = event.remainingMs;
        return;
      case 'heldOut':
        this.heldOut.push(event.point);
        return;
      case 'sample':
        this.samples.push(event);
        if (this.samples.length > sampleLimit) this.samples.shift();
        return;
      case 'activity':
        this.activity = event.activity;
        return;
      case 'baselines':
        this.baselines = event.baselines;
        return;
      case 'lens':
        this.lens = event.lens;
        return;
      case 'state':
        this.status = event.state;
        return;
      case 'rolledBack':
        return;
      case 'marker':
        this.markers.push(event.marker);
        return;
      case 'sampleOptions':
        this.sampling = event;
        return;
      case 'ended':
        this.status = 'ended';
        this.endReason = event.reason;
        this.finalBits = event.bitsPerChar;
        this.remainingMs = 0;
        // They were about the network as it was on the way.
        this.analyses = new AnalysisResults();
        return;
      case 'failed':
        this.status = 'failed';
        this.failure = event.message;
        return;
      default:
        unexpected(event);
    }
  }

  private clearRun(): void {
    this.curve = new LossCurve(this.curve.smoothing);
    this.heldOut = [];
    this.samples = [];
    this.activity = undefined;
    this.baselines = [];
    this.lens = undefined;
    this.timeShares = undefined;
    this.markers = [];
  }
}
