// A contest of the voices: each mixture of them learns the same texts, and is then replayed on the same others.
import { readFile } from 'node:fs/promises';
import { parameterCount } from '../engine/modelShape.ts';
import {
  learnText,
  mixtureCandidate,
  networkCandidate,
  type RepeatableByteModel,
} from '../evaluation/evaluatedModels.ts';
import { replay, type ModelReport, type ReplayTexts } from '../evaluation/replay.ts';
import { createContextMixing, sizeForText } from '../model/contextMixing/contextMixing.ts';
import { createAdaptiveNetwork } from '../model/network/dynamicEvaluation.ts';
import { openPretrainedNetwork, type PretrainedNetwork } from '../model/network/pretrainedNetwork.ts';
import { primingTextOf, type PrimingText } from '../model/primingText.ts';
import { withPretrainedInput } from '../model/pretrainedInput.ts';
import type { TrainingText } from '../model/trainingText.ts';
import { openNetwork } from '../model/createModels.ts';
import { createNetworkModel } from '../model/network/networkModel.ts';
import { unpacked } from '../model/unpacked.ts';
import { runToEnd } from '../model/runToEnd.ts';
import { totalLength } from '../corpus/totalLength.ts';
import { chooseEngine } from './engine.ts';

/** `cache`: the counts learn the files being typed. `generic`: the network trained beforehand. */
export const componentNames = ['network', 'counts', 'cache', 'generic'] as const;
export type ComponentName = (typeof componentNames)[number];

/** What all contestants have in common. Can be posted to a thread. */
export interface EvaluationInput extends ReplayTexts {
  readonly learned: readonly TrainingText[];
  /** The workspace's network, trained on what is learnt. */
  readonly checkpoint: Uint8Array | undefined;
  /** Whether anything pre-trained is used. */
  readonly pretrained: boolean;
}

export interface EvaluationResult {
  readonly report: ModelReport;
  /** Of the voices: tables of the counts, weights of the networks. */
  readonly memoryMB: number;
}

const floatBytes = 4;
/** Those that a network reads with, those that it learns with, and their gradients. */
const weightCopies = 3;
const now = (): number => performance.now();

/** What is learnt by several contestants is learnt once. */
export async function prepareEvaluation(
  material: EvaluationInput,
): Promise<(voices: readonly ComponentName[]) => EvaluationResult> {
  const { learned: learnt, checkpoint, pretrained: genericStart } = material;
  const engine = await chooseEngine(1);
  const first = genericStart ? (await readGenericStart())(totalLength(learnt)) : [];
  const packedGeneric = genericStart ? await readGenericNetwork() : undefined;
  const module = await WebAssembly.compile(await readFile(new URL('../../build/contextMixing.wasm', import.meta.url)));
  const generic = lazily(() => runToEnd(openPretrainedNetwork(engine, packedGeneric!)));
  const deaf = lazily(() => counting(module, [...first, ...learnt], undefined));
  const hearing = lazily(() => counting(module, [...first, ...learnt], generic()));

  const alone = ({ shape, vocabulary, parameters }: PretrainedNetwork) => {
    const living = createAdaptiveNetwork(engine, shape, vocabulary, parameters, undefined);
    return { model: createNetworkModel(living, vocabulary) };
  };

  return (voices) => {
    const network = checkpoint && voices.includes('network') ? openNetwork(engine, checkpoint, 0) : undefined;
    const heard = voices.includes('generic') ? generic() : undefined;
    const counts = voices.includes('counts') ? (heard ? hearing() : deaf())() : undefined;
    const contestant = counts
      ? mixtureCandidate(counts, network, !voices.includes('cache'))
      : networkCandidate(network ?? alone(generic()));
    const report = replay(contestant, material, now);
    network?.adaptive.dispose();
    const weights = (network ? parameterCount(network.shape) : 0) + (heard ? parameterCount(heard.shape) : 0);
    return { report, memoryMB: ((counts?.memoryBytes ?? 0) + weightCopies * floatBytes * weights) / 2 ** 20 };
  };
}

interface LearntCounts extends RepeatableByteModel {
  readonly memoryBytes: number;
}

/** Counts that have learnt the texts, and no more, whenever they are asked for; with the generic network beside them, if there is one. */
function counting(
  module: WebAssembly.Module,
  texts: readonly TrainingText[],
  generic: PretrainedNetwork | undefined,
): () => LearntCounts {
  const empty: LearntCounts = createContextMixing(module, sizeForText(totalLength(texts)));
  const counts = generic ? withPretrainedInput(empty, () => generic.bytes) : empty;
  let length = 0;
  for (const { path, text } of texts) {
    learnText(counts, path, text, length);
    length += text.length;
  }
  const learnt = counts.snapshot();
  return () => {
    counts.loadSnapshot(learnt);
    return counts;
  };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

async function readGenericNetwork(): Promise<Uint8Array> {
  return unpacked(await readFile(new URL('../model/pretrainedNetwork.br', import.meta.url)))();
}

async function readGenericStart(): Promise<PrimingText> {
  return primingTextOf(await readFile(new URL('../model/primingText.br', import.meta.url)));
}
