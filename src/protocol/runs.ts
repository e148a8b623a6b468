// Runs of earlier trainings, as the host stores them and the dashboard compares them. They contain no text of the workspace.
import type { EndReason, HeldOutPoint, HistogramPoint, StepPoint, TrainingPoint } from './learner.ts';
import type { TrainingSettings } from './settings.ts';

/** An event of a run. */
export interface Marker extends TrainingPoint {
  readonly kind: 'checkpoint' | 'paused' | 'coolDown' | 'rolledBack';
}

/** What the user writes about a run. All are empty at first. */
export interface RunAnnotations {
  readonly name: string;
  readonly notes: string;
  /** Without repetitions. */
  readonly tags: readonly string[];
}

export const noAnnotations: RunAnnotations = { name: '', notes: '', tags: [] };

/** The longest name, notes and tag, in UTF-16 units, and the largest number of tags. */
export const annotationLimits = { name: 80, notes: 1000, tag: 30, tags: 10 } as const;

/** What the list of runs shows. */
export interface RunSummary extends RunAnnotations {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  readonly settings: TrainingSettings;
  /** Of a network from a file, which has no engine: the names of the settings that the file states. The others are not known. */
  readonly statedSettings?: readonly string[];
  readonly engine: string;
  readonly files: number;
  /** Characters of the training text, which are one epoch. */
  readonly trainCharacters: number;
  /** Characters trained on, and training time without pauses. */
  readonly characters: number;
  readonly elapsedMs: number;
  /** On held-out text: of the final network, or the lowest so far where the run is not finished. */
  readonly bitsPerChar: number | undefined;
  /** Undefined while the run goes on, or when it was interrupted. */
  readonly endReason: EndReason | undefined;
  /** The highest memory of all our programs together in bytes, and their mean number of cores. Undefined where not measured. */
  readonly peakMemoryBytes?: number | undefined;
  readonly meanCores?: number | undefined;
}

/** The charts of a run. */
export interface RunCurves {
  readonly id: string;
  readonly points: readonly StepPoint[];
  readonly heldOut: readonly HeldOutPoint[];
  readonly markers: readonly Marker[];
  readonly histograms: readonly HistogramPoint[];
}

export interface Run {
  readonly summary: RunSummary;
  readonly curves: RunCurves;
}

export type RunAction =
  | { readonly action: 'load'; readonly id: string }
  | { readonly action: 'annotate'; readonly id: string; readonly annotations: Partial<RunAnnotations> }
  /** Save the run as JSON; the host asks the user where. */
  | { readonly action: 'export'; readonly id: string }
  /** Make the stored weights of the run the active ones. */
  | { readonly action: 'restore'; readonly id: string }
  | { readonly action: 'delete'; readonly id: string };
