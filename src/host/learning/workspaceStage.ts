// How far the models of this workspace are: not learned, learning, learned by text statistics alone, or trained. The status bar, the
// menu, the view and the walkthrough show it, each with the next step. A running training has its own state (`runState.ts`).
import { Disposable, EventEmitter, type Event } from 'vscode';
import { setContext } from '../contextKeys.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { settings } from '../settings.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { LearningConsent } from './consent.ts';
import type { KeptLearning } from './keptLearning.ts';

export type Stage =
  | { readonly kind: 'not learned' }
  | {
      readonly kind: 'learning';
      /** Part of the text that is learned, 0 to 1. */
      readonly done: number;
      readonly isPaused: boolean;
      /** What an earlier window has learned is being loaded. */
      readonly isRestored: boolean;
      /** Everything is learned again, without text that is gone. */
      readonly isAgain: boolean;
    }
  /** `characters`: of all learned text, UTF-16 units. */
  | { readonly kind: 'learned' | 'trained'; readonly characters: number };

export interface StageParts {
  readonly predictor: Pick<PredictorClient, 'layers' | 'learned' | 'learning' | 'onState'>;
  readonly reader: Pick<WorkspaceReader, 'isReading' | 'onReading'>;
  readonly kept: Pick<KeptLearning, 'isRestoring' | 'onRestoring'>;
  readonly consent: Pick<LearningConsent, 'isGiven' | 'onChange'>;
}

function stageOf({ predictor, reader, kept, consent }: StageParts): Stage {
  const { layers, learned, learning } = predictor;
  const characters = learned.totalLength;
  const { isPaused, isAgain } = learning;
  const learningStage = (done: number): Stage => {
    return { kind: 'learning', done, isPaused, isRestored: kept.isRestoring, isAgain };
  };
  if (kept.isRestoring) return learningStage(0);
  if (learning.done !== undefined) return learningStage(learning.done);
  // The first texts are being read. A trained network may be loaded before the first of them is learned; alone, it needs no text.
  const needsTexts = characters === 0 && (layers === undefined || settings.suggestions.model.value() === 'mixture');
  if (needsTexts && reader.isReading && consent.isGiven) return learningStage(0);
  if (layers !== undefined) return { kind: 'trained', characters };
  return characters > 0 ? { kind: 'learned', characters } : { kind: 'not learned' };
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
    const { predictor, reader, kept, consent } = parts;
    const update = (): void => this.update();
    this.subscriptions = Disposable.from(
      this.changes,
      predictor.onState(update),
      predictor.learning.onChange(update),
      reader.onReading(update),
      kept.onRestoring(update),
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
    const { isGiven } = this.parts.consent;
    const stage = now.kind === 'learning' ? { ...now, done: Math.floor(now.done * 100) } : now;
    const shown = JSON.stringify({ stage, isGiven });
    if (shown === this.shown) return;
    this.shown = shown;
    setContext('stage', now.kind);
    setContext('mayLearn', isGiven);
    this.changes.fire();
  }
}
