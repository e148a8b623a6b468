// How far the models of this workspace are: not learned, learning, learned by text statistics alone, or trained. The status bar, the
// menu, the view and the walkthrough show it, each with the next step. A running training has its own state (`runState.ts`).
import { commands, Disposable, EventEmitter, type Event } from 'vscode';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { section } from '../setting.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { LearningConsent } from './consent.ts';

export type Stage =
  | { readonly kind: 'not learned' }
  /** `done`: part of the text that is learned, 0 to 1. */
  | { readonly kind: 'learning'; readonly done: number; readonly isPaused: boolean }
  /** `characters`: of all learned text, UTF-16 units. */
  | { readonly kind: 'learned' | 'trained'; readonly characters: number };

export interface StageParts {
  readonly predictor: Pick<
    PredictorClient,
    'layers' | 'learningDone' | 'isLearningPaused' | 'learned' | 'onState' | 'onLearning'
  >;
  readonly reader: Pick<WorkspaceReader, 'isReading' | 'onReading'>;
  readonly consent: Pick<LearningConsent, 'isGiven' | 'onChange'>;
}

function stageOf({ predictor, reader, consent }: StageParts): Stage {
  const { layers, learningDone, learned } = predictor;
  const characters = learned.totalLength;
  const { isLearningPaused: isPaused } = predictor;
  if (learningDone !== undefined) return { kind: 'learning', done: learningDone, isPaused };
  if (layers !== undefined) return { kind: 'trained', characters };
  if (characters > 0) return { kind: 'learned', characters };
  // The first texts are being read.
  if (reader.isReading && consent.isGiven) return { kind: 'learning', done: 0, isPaused };
  return { kind: 'not learned' };
}

export class WorkspaceStage implements Disposable {
  private readonly parts: StageParts;
  private readonly changes = new EventEmitter<void>();
  private readonly subscriptions: Disposable;
  private shown = '';

  /** Fires when what is shown of the stage has changed. */
  readonly onChange: Event<void> = this.changes.event;

  constructor(parts: StageParts) {
    this.parts = parts;
    const { predictor, reader, consent } = parts;
    const update = (): void => this.update();
    this.subscriptions = Disposable.from(
      this.changes,
      predictor.onState(update),
      predictor.onLearning(update),
      reader.onReading(update),
      consent.onChange(update),
    );
    this.update();
  }

  get current(): Stage {
    return stageOf(this.parts);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const now = this.current;
    const shown =
      now.kind === 'learning' ? `learning ${Math.floor(now.done * 100)} ${now.isPaused}` : JSON.stringify(now);
    if (shown === this.shown) return;
    this.shown = shown;
    void commands.executeCommand('setContext', `${section}.stage`, now.kind);
    this.changes.fire();
  }
}
