// What the dashboard knows of the session: one snapshot, then the session's own events added to it. Plain data, no DOM.
import { unexpected } from '../../src/protocol/channel.ts';
import type { DashboardEvent, SampleEntry, SessionState, Snapshot, ToDashboard } from '../../src/protocol/dashboard.ts';
import type {
  Activity,
  Baseline,
  CorpusSummary,
  EndReason,
  HeldOutPoint,
  LensReport,
} from '../../src/protocol/learner.ts';
import type { TrainingSettings } from '../../src/protocol/settings.ts';
import { Curve } from './curve.ts';

/** Samples kept for the time-lapse. */
const sampleLimit = 200;

/** Something that befell the run, and where on each axis. */
export interface Mark {
  readonly kind: 'paused' | 'rolledBack';
  readonly step: number;
  readonly characters: number;
  readonly elapsedMs: number;
}

export class Story {
  state: SessionState = 'idle';
  settings: TrainingSettings | undefined;
  engine: string | undefined;
  corpus: CorpusSummary | undefined;
  curve: Curve;
  heldOut: HeldOutPoint[] = [];
  /** Oldest first. */
  samples: SampleEntry[] = [];
  activity: Activity | undefined;
  baselines: readonly Baseline[] = [];
  lens: LensReport | undefined;
  /** What befell the run, in order. */
  marks: Mark[] = [];
  charsPerSecond = 0;
  remainingMs = 0;
  endReason: EndReason | undefined;
  failure: string | undefined;

  constructor(smoothing: number) {
    this.curve = new Curve(smoothing);
  }

  receive(message: ToDashboard): void {
    switch (message.type) {
      case 'snapshot':
        return this.restart(message.snapshot);
      case 'event':
        return this.add(message.event);
      default:
        unexpected(message);
    }
  }

  /** The held-out point that the best weights come from. */
  get best(): HeldOutPoint | undefined {
    return this.heldOut.findLast((point) => point.best);
  }

  get elapsedMs(): number {
    return this.curve.elapsedMs.last ?? 0;
  }

  private restart(snapshot: Snapshot): void {
    this.state = snapshot.state;
    this.settings = snapshot.settings;
    this.engine = snapshot.engine;
    this.corpus = snapshot.corpus;
    this.curve = new Curve(this.curve.smoothing);
    this.curve.append(snapshot.points);
    this.heldOut = [...snapshot.heldOut];
    this.samples = snapshot.samples.slice(-sampleLimit);
    this.activity = snapshot.activity;
    this.baselines = snapshot.baselines ?? [];
    this.lens = snapshot.lens;
    this.marks = [];
    this.charsPerSecond = snapshot.charsPerSecond;
    this.remainingMs = snapshot.remainingMs;
    this.endReason = snapshot.endReason;
    this.failure = snapshot.failure;
  }

  private add(event: DashboardEvent): void {
    switch (event.type) {
      case 'prepared':
        if (!event.continued) this.forgetRun();
        this.state = 'training';
        this.endReason = this.failure = undefined;
        this.corpus = event.corpus;
        this.settings = event.settings;
        this.engine = event.engine;
        return;
      case 'progress':
        this.curve.append(event.points);
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
        this.state = event.state;
        if (event.state === 'paused') this.mark('paused');
        return;
      case 'rolledBack':
        this.mark('rolledBack');
        return;
      case 'ended':
        this.state = 'ended';
        this.endReason = event.reason;
        this.remainingMs = 0;
        return;
      case 'failed':
        this.state = 'failed';
        this.failure = event.message;
        return;
      default:
        unexpected(event);
    }
  }

  private mark(kind: Mark['kind']): void {
    const { curve } = this;
    if (curve.length === 0) return;
    this.marks.push({
      kind,
      step: curve.step.last!,
      characters: curve.characters.last!,
      elapsedMs: curve.elapsedMs.last!,
    });
  }

  private forgetRun(): void {
    this.curve = new Curve(this.curve.smoothing);
    this.heldOut = [];
    this.samples = [];
    this.activity = undefined;
    this.baselines = [];
    this.lens = undefined;
    this.marks = [];
  }
}
