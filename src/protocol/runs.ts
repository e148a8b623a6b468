// Trainings of the past, as the host keeps them and the dashboard lists and compares them: numbers only, nothing of the text.
import type { EndReason, HeldOutPoint, StepPoint } from './learner.ts';
import type { TrainingSettings } from './settings.ts';

/** Something that befell a run, and where on each axis. */
export interface Marker {
  readonly kind: 'checkpoint' | 'paused' | 'rolledBack';
  readonly step: number;
  readonly characters: number;
  readonly elapsedMs: number;
}

/** A run's line in the list. */
export interface RunSummary {
  readonly id: string;
  /** Given by the person; '' until then. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  readonly settings: TrainingSettings;
  readonly engine: string;
  readonly files: number;
  /** Of the text that it trains on: an epoch. */
  readonly trainCharacters: number;
  /** Characters read, and training time without pauses. */
  readonly characters: number;
  readonly elapsedMs: number;
  /** Held out, of the network as it ended; while it is under way, or was cut off, the lowest. */
  readonly bitsPerChar: number | undefined;
  /** Undefined while it is under way, or when it was cut off. */
  readonly endReason: EndReason | undefined;
}

/** What is drawn of a run. */
export interface RunCurves {
  readonly id: string;
  readonly points: readonly StepPoint[];
  readonly heldOut: readonly HeldOutPoint[];
  readonly markers: readonly Marker[];
}

export interface Run {
  readonly summary: RunSummary;
  readonly curves: RunCurves;
}

export type RunAction =
  | { readonly action: 'load'; readonly id: string }
  | { readonly action: 'rename'; readonly id: string; readonly name: string }
  | { readonly action: 'delete'; readonly id: string };
