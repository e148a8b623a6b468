// Dynamic evaluation: a network keeps learning from the text that it reads, by one step of gradient descent after each short segment.
// The learned weights belong to the document, and to return to an earlier state also undoes what was learned since.
// Krause et al., "Dynamic Evaluation of Neural Sequence Models", https://arxiv.org/abs/1709.07432
import type { Engine, Reader, Trainer } from '../../engine/engine.ts';
import type { ModelShape } from '../../engine/modelShape.ts';
import type { MixerComponent } from '../byteModel.ts';
import { createByteNetwork, type ByteNetworkState } from './byteNetwork.ts';
import type { Checkpoint } from './checkpoint.ts';
import { unknownId } from './vocabulary.ts';

export interface DynamicEvaluation {
  /** Characters per step. */
  readonly segmentLength: number;
  /** For the mean loss of a segment times its length, in nats. */
  readonly learningRate: number;
  /** Norm at which the gradient of the mean loss is clipped. */
  readonly maxGradientNorm: number;
}

export const defaultDynamicEvaluation: DynamicEvaluation = {
  segmentLength: 20,
  learningRate: 0.008,
  maxGradientNorm: 2,
};

/** A step diverged if ‖update‖ / ‖weights‖ is at least this. The trained weights are used again then. */
const maxUpdateRatio = 0.2;
/** A step also diverged if the loss of the segment is at least this many times that of a uniform distribution. */
const maxRelativeLoss = 2;

/** What a network learns belongs to the document. */
const nothingLearned = new Uint8Array();

/** Weights after some steps. Never modified, since several states share it. */
interface AdaptedWeights {
  readonly weights: Float32Array;
  /** Hidden state from which the next step continues. */
  readonly state: Float32Array;
}

export interface AdaptiveState {
  /** How often the trained weights had been replaced. A state of earlier weights cannot be restored. */
  readonly generation: number;
  readonly bytes: ByteNetworkState;
  readonly adapted: AdaptedWeights | undefined;
  /** Ids read since the last step, after the id before them. */
  readonly pending: readonly number[];
}

export interface AdaptiveNetwork extends MixerComponent<AdaptiveState> {
  readonly reader: Reader;
  /** Starts a document with the trained weights. */
  begin(): void;
  predict(): Float32Array;
  /** Replaces the trained weights by others of the same shape. States saved before cannot be restored. */
  replaceParameters(parameters: Float32Array): void;
  /** Does nothing if the weights were replaced since. */
  restore(state: AdaptiveState): void;
  dispose(): void;
}

/** `parameters`: of the checkpoint, flat. `settings`: undefined: the network reads and does not learn. */
export function createAdaptiveNetwork(
  engine: Engine,
  { shape, vocabulary, parameters }: Pick<Checkpoint, 'shape' | 'vocabulary' | 'parameters'>,
  settings: DynamicEvaluation | undefined,
): AdaptiveNetwork {
  const reader = engine.reader(shape);
  const bytes = createByteNetwork(reader, vocabulary);
  const trainer = settings && openTrainer(engine, shape, settings);
  let trained: AdaptedWeights | undefined;
  /** The weights of the reader, and those of the trainer. */
  let current: AdaptedWeights | undefined;
  let inTrainer: AdaptedWeights | undefined;
  let pending: number[] = [unknownId];
  let generation = 0;

  function replaceParameters(parameters: Float32Array): void {
    generation++;
    reader.writeParameters(parameters);
    bytes.invalidate();
    trainer?.writeParameters(parameters);
    trainer?.resetState();
    // No state of the weights before can be restored: their array is used again.
    trained = trainer && { weights: trainer.readWeights(trained?.weights), state: trainer.readState() };
    current = inTrainer = trained;
  }

  function use(weights: AdaptedWeights | undefined): void {
    if (current === weights || !weights) return;
    current = weights;
    reader.writeWeights(weights.weights);
    bytes.invalidate();
  }

  function learnPending(trainer: Trainer, { learningRate, segmentLength }: DynamicEvaluation): void {
    if (inTrainer !== current) {
      trainer.writeWeights(current!.weights);
      trainer.writeState(current!.state);
    }
    trainer.inputs.set(pending.slice(0, segmentLength));
    trainer.targets.set(pending.slice(1));
    pending = pending.slice(-1);
    const { lossNats, updateRatio } = trainer.step(learningRate * segmentLength);
    const converges = updateRatio < maxUpdateRatio && lossNats < maxRelativeLoss * Math.log(shape.vocabulary);
    inTrainer = converges ? { weights: trainer.readWeights(), state: trainer.readState() } : undefined;
    use(inTrainer ?? trained);
  }

  replaceParameters(parameters);
  return {
    reader,
    replaceParameters,
    begin: () => {
      use(trained);
      bytes.begin();
      pending = [unknownId];
    },
    predict: () => bytes.predict(),
    read: (byte) => void bytes.read(byte),
    learn: (byte) => {
      const id = bytes.read(byte);
      if (id === undefined || !trainer) return;
      pending.push(id);
      if (pending.length > settings.segmentLength) learnPending(trainer, settings);
    },
    save: () => ({ generation, bytes: bytes.save(), adapted: current, pending: pending.slice() }),
    restore: (state) => {
      if (state.generation !== generation) return;
      use(state.adapted);
      bytes.restore(state.bytes);
      pending = state.pending.slice();
    },
    snapshot: () => nothingLearned,
    loadSnapshot: () => undefined,
    dispose: () => {
      reader.dispose();
      trainer?.dispose();
    },
  };
}

function openTrainer(
  engine: Engine,
  shape: ModelShape,
  { segmentLength: segment, maxGradientNorm }: DynamicEvaluation,
): Trainer {
  return engine.trainer({ shape, streams: 1, length: segment, optimizer: { kind: 'sgd' }, maxGradientNorm });
}
