// Dynamic evaluation: the network goes on learning from the text it reads, one step of plain gradient descent on each short
// segment, on weights of its own. They belong to the document; to go back to an earlier place undoes what was learnt since.
// Krause et al., "Dynamic Evaluation of Neural Sequence Models", https://arxiv.org/abs/1709.07432
import type { Engine, Reader, Trainer } from '../../engine/engine.ts';
import type { ModelShape } from '../../engine/modelShape.ts';
import { createByteNetwork, type ByteNetwork, type ByteNetworkState } from './byteNetwork.ts';
import { unknownId, type Vocabulary } from './vocabulary.ts';

export interface DynamicEvaluation {
  /** Characters learnt in one step. */
  readonly segmentLength: number;
  /** Of the summed loss of a segment, in nats. */
  readonly learningRate: number;
  /** Norm of the mean-loss gradient above which it is scaled down to it. */
  readonly clipNorm: number;
}

export const defaultDynamicEvaluation: DynamicEvaluation = { segmentLength: 20, learningRate: 0.008, clipNorm: 2 };

/** Signs of a network that was shaken; then it is back to the trained weights. ‖update‖ / ‖weights‖ of one step, */
const largestUpdate = 0.2;
/** and the cost of a segment, in times of what chance would cost. */
const worseThanChance = 2;

/** What the network has come to know, as the engine keeps it. Never written to: states share it. */
interface AdaptedWeights {
  readonly weights: Float32Array;
  /** Hidden state in which learning goes on. */
  readonly state: Float32Array;
}

export interface AdaptiveState {
  /** Weights written from outside so far: states of other weights are of no use. */
  readonly generation: number;
  readonly bytes: ByteNetworkState;
  readonly adapted: AdaptedWeights | undefined;
  /** What was read since the last step, after the id that came before it. */
  readonly pending: readonly number[];
}

export interface AdaptiveNetwork {
  readonly bytes: Pick<ByteNetwork, 'predict'>;
  readonly reader: Reader;
  /** To the beginning of a text, with the weights as they were trained. */
  begin(): void;
  /** Other weights of the same shape; earlier states are forgotten. */
  replaceParameters(parameters: Float32Array): void;
  /** Reads one byte of UTF-8; `learn` for text that is there to stay, not for a guess. */
  read(byte: number, learn: boolean): void;
  save(): AdaptiveState;
  /** A state that is forgotten changes nothing. */
  restore(state: AdaptiveState): void;
  dispose(): void;
}

/** `parameters`: of the checkpoint, flat. Without adaptation it does not learn, only reads. */
export function createAdaptiveNetwork(
  engine: Engine,
  shape: ModelShape,
  vocabulary: Vocabulary,
  parameters: Float32Array,
  adaptation: DynamicEvaluation | undefined,
): AdaptiveNetwork {
  const reader = engine.reader(shape);
  const voice = createByteNetwork(reader, vocabulary);
  const trainer = adaptation && openTrainer(engine, shape, adaptation);
  let trained: AdaptedWeights | undefined;
  /** What the reader reads with, and what the trainer has. */
  let knowledge: AdaptedWeights | undefined;
  let learnt: AdaptedWeights | undefined;
  let pending: number[] = [unknownId];
  let renewals = 0;

  function renew(newer: Float32Array): void {
    renewals++;
    reader.writeParameters(newer);
    voice.invalidate();
    trainer?.writeParameters(newer);
    trainer?.resetState();
    trained = trainer && { weights: trainer.readWeights(), state: trainer.readState() };
    knowledge = learnt = trained;
  }

  function use(other: AdaptedWeights | undefined): void {
    if (knowledge === other || !other) return;
    knowledge = other;
    reader.writeWeights(other.weights);
    voice.invalidate();
  }

  function learnPending(trainer: Trainer, { learningRate, segmentLength: segment }: DynamicEvaluation): void {
    if (learnt !== knowledge) {
      trainer.writeWeights(knowledge!.weights);
      trainer.writeState(knowledge!.state);
    }
    trainer.inputs.set(pending.slice(0, segment));
    trainer.targets.set(pending.slice(1));
    pending = pending.slice(-1);
    const { lossNats, updateRatio } = trainer.step(learningRate * segment);
    const sound = updateRatio < largestUpdate && lossNats < worseThanChance * Math.log(shape.vocabulary);
    learnt = sound ? { weights: trainer.readWeights(), state: trainer.readState() } : undefined;
    use(learnt ?? trained);
  }

  renew(parameters);
  return {
    bytes: voice,
    reader,
    replaceParameters: renew,
    begin: () => {
      use(trained);
      voice.begin();
      pending = [unknownId];
    },
    read: (byte, learn) => {
      const id = voice.read(byte);
      if (id === undefined || !learn || !trainer) return;
      pending.push(id);
      if (pending.length > adaptation.segmentLength) learnPending(trainer, adaptation);
    },
    save: () => ({ generation: renewals, bytes: voice.save(), adapted: knowledge, pending: pending.slice() }),
    restore: (state) => {
      if (state.generation !== renewals) return;
      use(state.adapted);
      voice.restore(state.bytes);
      pending = state.pending.slice();
    },
    dispose: () => {
      reader.dispose();
      trainer?.dispose();
    },
  };
}

function openTrainer(
  engine: Engine,
  shape: ModelShape,
  { segmentLength: segment, clipNorm }: DynamicEvaluation,
): Trainer {
  return engine.trainer({ shape, streams: 1, length: segment, optimizer: { kind: 'sgd' }, clipNorm });
}
