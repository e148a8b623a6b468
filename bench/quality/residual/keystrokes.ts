// Keystrokes saved with the prototype's networks, trained by network.py:
//   node bench/quality/residual/keystrokes.ts FOLDER --held-out FOLDER --out FOLDER [--characters N] contextMixing|input|residual
// input: the network `alone` as an input of the mixers, with dynamic evaluation, as in the product. residual: the network `product` as
// trained; its probability of each byte is multiplied by that of context mixing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { chooseEngine } from '../../../src/cli/engine.ts';
import { integer, option } from '../../../src/cli/trainingOptions.ts';
import type { ModelShape } from '../../../src/engine/modelShape.ts';
import { createMixture } from '../../../src/model/mixture.ts';
import { learnText } from '../../../src/model/trainedComponents.ts';
import type { ReplayedText } from '../../../src/evaluation/record.ts';
import { replay } from '../../../src/evaluation/replay.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { createAdaptiveNetwork, defaultDynamicEvaluation } from '../../../src/model/network/dynamicEvaluation.ts';
import { vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import { openTrial } from './texts.ts';

interface Flags {
  readonly heldOut: string;
  readonly out: string;
  readonly characters: number;
}

/** Of each file, so that there are several. */
const partOfAll = 1 / 3;
const leastTold = 1e-3;

/** PyTorch's tensors, as network.py writes them, in the order of the engine's. */
function weightsOf(file: string, { hidden, vocabulary }: ModelShape): Float32Array {
  const { buffer, byteOffset, length } = readFileSync(file);
  const all = new Float32Array(buffer, byteOffset, length / 4);
  let at = 0;
  const next = (count: number) => all.subarray(at, (at += count));
  const inputTable = next(vocabulary * 3 * hidden);
  const recurrent = next(hidden * 3 * hidden);
  const outputWeight = next(hidden * vocabulary);
  const inputBias = next(3 * hidden);
  const stateBias = next(3 * hidden);
  const outputBias = next(vocabulary);
  const bias = inputBias.map((value, i) => value + (i < 2 * hidden ? stateBias[i]! : 0));
  const candidateBias = stateBias.subarray(2 * hidden);
  return Float32Array.from([...inputTable, ...recurrent, ...bias, ...candidateBias, ...outputWeight, ...outputBias]);
}

/** Predicts the product of both distributions. */
function multiplied(contextMixing: ContextMixing): ContextMixing {
  const product = new Float32Array(256);
  const one = new Uint8Array(1);
  let networkPrediction: Float32Array | undefined;
  const predict = (least: number) => {
    contextMixing.predict(least).forEach((p, byte) => (product[byte] = p * networkPrediction![byte]!));
    const sum = product.reduce((a, b) => a + b, 0);
    product.forEach((p, byte) => (product[byte] = p / sum));
    return product;
  };
  const learn = (bytes: Uint8Array) => {
    let bits = 0;
    for (const byte of bytes) {
      bits -= Math.log2(predict(leastTold)[byte]!);
      one[0] = byte;
      contextMixing.learn(one);
    }
    return bits;
  };
  return { ...contextMixing, setInput: (_, distribution) => void (networkPrediction = distribution), predict, learn };
}

function upTo(texts: readonly ReplayedText[], characters: number): readonly ReplayedText[] {
  const kept: ReplayedText[] = [];
  for (let left = characters; left > 0 && kept.length < texts.length;) {
    const source = texts[kept.length]!;
    kept.push({ ...source, text: source.text.slice(0, Math.min(left, Math.ceil(characters * partOfAll))) });
    left -= kept.at(-1)!.text.length;
  }
  return kept;
}

async function measure(folder: string, who: string, { heldOut, out, characters }: Flags): Promise<void> {
  const { texts, contextMixing, bytes } = await openTrial(folder, heldOut);
  for (const { path, text } of texts.learned) learnText(contextMixing, { path, text });
  const vocabulary = vocabularyOf(bytes.map((byte) => String.fromCharCode(byte)));
  const open = (kind: string, adaptation: typeof defaultDynamicEvaluation | undefined) => async () => {
    const file = join(out, `weights.${kind}.f32`);
    const hidden = hiddenOf(readFileSync(file).length / 4, vocabulary.size);
    const shape = { cell: 'gru', hidden, vocabulary: vocabulary.size } as const;
    return createAdaptiveNetwork(await chooseEngine(1), shape, vocabulary, weightsOf(file, shape), adaptation);
  };
  const networks = { input: open('alone', defaultDynamicEvaluation), residual: open('product', undefined) };
  const network = who === 'contextMixing' ? undefined : await networks[who as keyof typeof networks]();
  const model = createMixture(who === 'residual' ? multiplied(contextMixing) : contextMixing, {
    workspaceNetwork: network,
  });
  const typed = { calibration: upTo(texts.calibration, characters), scored: upTo(texts.scored, characters) };
  console.log(
    JSON.stringify(
      replay(model, typed, () => performance.now()),
      undefined,
      2,
    ),
  );
}

/** Of a GRU with so many parameters: 3 H² + (4 V + 6) H + V. */
function hiddenOf(parameters: number, vocabulary: number): number {
  const b = 4 * vocabulary + 6;
  return Math.round((Math.sqrt(b * b + 12 * (parameters - vocabulary)) - b) / 6);
}

await new Command()
  .argument('<folder>')
  .addArgument(new Argument('<who>').choices(['contextMixing', 'input', 'residual']))
  .requiredOption('--held-out <folder>')
  .requiredOption('--out <folder>')
  .addOption(option('--characters <n>', 'to choose gates by, and to score', integer(100, 1e6), 6000))
  .action(measure)
  .parseAsync();
