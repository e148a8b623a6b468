// Resume points: checkpoints from which an interrupted training continues as if it had not been interrupted, bit for bit. Beside the
// best weights they contain the current weights and all other state: optimizer, hidden states, stream positions, random generator,
// schedule, early stopping and divergence guard.
import * as v from 'valibot';
import { cellSpec } from '../engine/cells.ts';
import { encodeCheckpoint, type Checkpoint } from '../model/network/checkpoint.ts';
import type { Progress } from '../model/network/modelCard.ts';
import { areWeights } from '../model/network/checkpointChecks.ts';
import { fnv1a } from '../model/network/fnv1a.ts';
import type { Tensor } from '../model/network/safetensors.ts';
import { charactersOf } from '../model/network/vocabulary.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import type { TrainerSnapshot } from './divergenceGuard.ts';
import type { InitialState } from './initialState.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import { coolDown, linearDecay } from './recipe.ts';
import { trainingOrigin, type TrainingRun } from './trainingRun.ts';
import { bestOf, type EvaluatedWeights, type TrainingState } from './trainingState.ts';

/** What a training needs to continue. */
export interface ResumedTraining {
  /** Progress at the beginning of the training, and the current weights. */
  readonly initial: InitialState;
  readonly state: Omit<TrainingState, 'ended'>;
  readonly elapsedMs: number;
  readonly hiddenStates: Float32Array;
  readonly places: readonly number[];
  readonly random: readonly number[];
}

const number = v.pipe(v.number(), v.finite());
const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const progressSchema = v.object({
  steps: natural,
  characters: natural,
  elapsedMs: number,
  bitsPerChar: v.optional(number),
});
const candidateSchema = v.object({ weights: natural, progress: progressSchema });
const valuesSchema = v.object({
  settings: v.string(),
  text: natural,
  initial: progressSchema,
  steps: natural,
  warmUpStep: natural,
  learningRateScale: number,
  rollbacks: natural,
  coolDown: v.optional(v.object({ used: number, learningRate: number })),
  meanLossNats: v.optional(number),
  /** JSON has no Infinity: without an evaluation there is no best. */
  earlyStopping: v.object({ best: v.optional(number), sinceBest: natural, excess: number, triggered: v.boolean() }),
  evaluations: v.object({ passed: natural, notBeforeMs: number, lastTookMs: number }),
  elapsedMs: number,
  places: v.array(natural),
  random: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.length(4)),
  /** Updates of the optimizer in each set of weights; the first set is that of the checkpoint itself. */
  updates: v.array(natural),
  current: natural,
  safe: natural,
  best: v.optional(candidateSchema),
  continued: v.optional(candidateSchema),
});
type Values = v.InferOutput<typeof valuesSchema>;

const hiddenStatesName = 'hiddenStates';

/** `current`: the trainer's weights, and the progress of the training. */
export function encodeResumePoint(run: TrainingRun, current: EvaluatedWeights): Uint8Array<ArrayBuffer> {
  const { state, initial, corpus, settings, batches, fillMask, trainer, stopwatch } = run;
  const best = bestOf(state);
  const main: EvaluatedWeights = best ?? current;
  // Once better weights are found, the checkpoint that was continued is not needed.
  const continued = best === state.best ? undefined : state.continued;
  const snapshots = [...new Set([main, state.best, continued].flatMap((candidate) => candidate?.snapshot ?? []))];
  for (const snapshot of [current.snapshot, state.safe]) if (!snapshots.includes(snapshot)) snapshots.push(snapshot);
  const indexed = ({ snapshot, progress }: EvaluatedWeights) => ({ weights: snapshots.indexOf(snapshot), progress });
  const { steps, warmUpStep, learningRateScale, rollbacks, meanLossNats } = state;
  const values: v.InferInput<typeof valuesSchema> = {
    settings: comparableSettings(settings),
    text: textHash(corpus),
    initial: initial.progress,
    steps,
    warmUpStep,
    learningRateScale,
    rollbacks,
    meanLossNats,
    coolDown: state.coolDown,
    earlyStopping: { ...state.earlyStopping, best: finiteOrUndefined(state.earlyStopping.best) },
    evaluations: state.evaluations,
    elapsedMs: stopwatch.elapsedMs(),
    places: [...batches.places()],
    random: [...fillMask.state()],
    updates: snapshots.map(({ optimizer }) => optimizer.steps),
    current: snapshots.indexOf(current.snapshot),
    safe: snapshots.indexOf(state.safe),
    best: state.best && indexed(state.best),
    continued: continued && indexed(continued),
  };
  return encodeCheckpoint({
    shape: initial.shape,
    vocabulary: corpus.vocabulary,
    ...main.snapshot,
    progress: main.progress,
    training: trainingOrigin(run),
    resume: {
      values: JSON.stringify(values),
      tensors: [vector(hiddenStatesName, trainer.readState()), ...snapshots.slice(1).flatMap(snapshotTensors)],
    },
  });
}

/** Undefined if the checkpoint is not of an interrupted training with these settings and this text, or if it does not fit together. */
export function decodeResumePoint(
  checkpoint: Checkpoint,
  corpus: PreparedCorpus,
  settings: TrainingSettings,
): ResumedTraining | undefined {
  const { resume, shape, vocabulary } = checkpoint;
  if (!resume) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), valuesSchema), resume.values);
  if (!parsed.success) return undefined;
  const values = parsed.output;
  if (values.settings !== comparableSettings(settings) || values.text !== textHash(corpus)) return undefined;
  if (charactersOf(vocabulary) !== charactersOf(corpus.vocabulary)) return undefined;
  const tensors = new Map(resume.tensors.map((tensor) => [tensor.name, tensor.values]));
  const snapshots = values.updates.map((steps, index) => snapshotOf(index, steps, checkpoint, tensors));
  const current = snapshots[values.current];
  const safe = snapshots[values.safe];
  const hiddenStates = tensors.get(hiddenStatesName);
  if (!current || !safe || !hiddenStates || snapshots.some((snapshot) => !fits(snapshot, checkpoint))) return undefined;
  const stateLength = settings.batchSize * cellSpec(shape.cell).stateBlocks * shape.hiddenSize;
  if (hiddenStates.length !== stateLength || values.places.length !== settings.batchSize) return undefined;
  if (values.places.some((place) => place >= corpus.trainIds.length)) return undefined;
  const { parameters, optimizer } = current;
  return {
    initial: { shape, parameters, optimizer, progress: progressFrom(values.initial) },
    state: { ...stateFrom(values, settings), safe, ...candidatesFrom(values, snapshots) },
    elapsedMs: values.elapsedMs,
    hiddenStates,
    places: values.places,
    random: values.random,
  };
}

/** SGD has no moments. */
function fits({ parameters, optimizer }: TrainerSnapshot, checkpoint: Checkpoint): boolean {
  const { length } = checkpoint.parameters;
  const isComplete = ({ length: moments }: Float32Array): boolean => moments === length || moments === 0;
  return (
    parameters.length === length && areWeights(parameters) && [optimizer.first, optimizer.second].every(isComplete)
  );
}

function stateFrom(values: Values, { learningRate }: TrainingSettings) {
  const { steps, warmUpStep, learningRateScale, rollbacks, meanLossNats, earlyStopping, evaluations } = values;
  const cooling = values.coolDown;
  return {
    steps,
    warmUpStep,
    learningRateScale,
    rollbacks,
    meanLossNats,
    evaluations,
    coolDown: cooling,
    schedule: cooling ? coolDown(cooling.used, cooling.learningRate) : linearDecay(learningRate),
    earlyStopping: { ...earlyStopping, best: earlyStopping.best ?? Infinity },
  };
}

function candidatesFrom({ best, continued }: Values, snapshots: readonly TrainerSnapshot[]) {
  const candidate = (stored: Values['best']): EvaluatedWeights | undefined => {
    const snapshot = stored && snapshots[stored.weights];
    return snapshot && { snapshot, progress: progressFrom(stored.progress) };
  };
  return { best: candidate(best), continued: candidate(continued) };
}

/** JSON omits what is undefined. */
function progressFrom(progress: Values['initial']): Progress {
  return { ...progress, bitsPerChar: progress.bitsPerChar };
}

function snapshotTensors({ parameters, optimizer }: TrainerSnapshot, index: number): Tensor[] {
  const name = nameIn(index + 1);
  return [
    vector(name('parameters'), parameters),
    vector(name('first'), optimizer.first),
    vector(name('second'), optimizer.second),
  ];
}

function snapshotOf(
  index: number,
  steps: number,
  checkpoint: Checkpoint,
  tensors: ReadonlyMap<string, Float32Array>,
): TrainerSnapshot {
  if (index === 0) return { parameters: checkpoint.parameters, optimizer: { ...checkpoint.optimizer, steps } };
  const find = (part: string): Float32Array => tensors.get(nameIn(index)(part)) ?? new Float32Array(0);
  return { parameters: find('parameters'), optimizer: { steps, first: find('first'), second: find('second') } };
}

function nameIn(index: number): (part: string) => string {
  return (part) => `${index}.${part}`;
}

function vector(name: string, values: Float32Array): Tensor {
  return { name, shape: [values.length], values };
}

/**
 * The settings that must be equal to resume exactly. Cell and units are checked by the shapes of the weights; the number of threads
 * does not change the result of a resumed training beyond rounding, so it may differ.
 */
function comparableSettings(settings: TrainingSettings): string {
  const ignored = ['cell', 'hiddenSize', 'threads'];
  return JSON.stringify(
    Object.entries(settings)
      // Resume points of version 0.1 do not name the start: it was from scratch.
      .filter(([name, value]) => !ignored.includes(name) && !(name === 'start' && value === 'scratch'))
      .sort(),
  );
}

const textHashes = new WeakMap<PreparedCorpus, number>();

/** The training reads the same text, and is evaluated on the same text. Computed once for each corpus. */
function textHash(corpus: PreparedCorpus): number {
  const known = textHashes.get(corpus);
  if (known !== undefined) return known;
  const parts = [corpus.trainIds, ...corpus.heldOut.flatMap(({ context, ids }) => [context, ids])];
  const hashes = Int32Array.from(parts, hashOf);
  const hash = hashOf(hashes);
  textHashes.set(corpus, hash);
  return hash;
}

function hashOf({ buffer, byteOffset, byteLength }: Int32Array): number {
  return fnv1a(new Uint8Array(buffer, byteOffset, byteLength));
}

function finiteOrUndefined(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
