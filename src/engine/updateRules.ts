// Update rules in float64: gradient clipping, SGD, and AdamW (Loshchilov and Hutter 2019).
import type { Optimizer } from './engine.ts';
import { tensorTable, type ModelShape, type TensorName } from './modelShape.ts';

export interface Moments {
  /** Number of updates, for the bias correction. */
  steps: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Flat, in the order of `tensorTable`. */
export interface Updated {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly moments: Moments;
}

export function norm(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}

/** Scales the gradient down to `maxNorm` if it is longer; returns its original norm. */
export function clip(gradient: Float64Array, maxNorm: number): number {
  const length = norm(gradient);
  if (length > maxNorm) for (let i = 0; i < gradient.length; i++) gradient[i]! *= maxNorm / length;
  return length;
}

/** Updates the parameters in place; returns ‖update‖. Only matrices have weight decay. */
export function update(
  shape: ModelShape,
  { parameters, gradient, moments }: Updated,
  optimizer: Optimizer,
  learningRate: number,
): number {
  moments.steps++;
  let squares = 0;
  const subtract = (i: number, by: number) => {
    parameters[i]! -= by;
    squares += by * by;
  };
  if (optimizer.kind === 'sgd') {
    for (let i = 0; i < gradient.length; i++) subtract(i, learningRate * gradient[i]!);
    return Math.sqrt(squares);
  }
  const { beta1, beta2, epsilon } = optimizer;
  const { first, second } = moments;
  const correct1 = 1 / (1 - beta1 ** moments.steps);
  const correct2 = 1 / (1 - beta2 ** moments.steps);
  for (const tensor of tensorTable(shape)) {
    const decay = tensor.shape.length === 2 ? optimizer.weightDecay : 0;
    const rate = learningRate * rateOf(tensor.name, optimizer);
    for (let i = tensor.offset; i < tensor.offset + tensor.length; i++) {
      const g = gradient[i]!;
      first[i] = beta1 * first[i]! + (1 - beta1) * g;
      second[i] = beta2 * second[i]! + (1 - beta2) * g * g;
      const momentum = optimizer.nesterov ? beta1 * first[i]! + (1 - beta1) * g : first[i]!;
      const direction = (momentum * correct1) / (Math.sqrt(second[i]! * correct2) + epsilon);
      subtract(i, rate * (direction + decay * parameters[i]!));
    }
  }
  return Math.sqrt(squares);
}

function rateOf(name: TensorName, { tableRate, outputRate }: Extract<Optimizer, { kind: 'adamw' }>): number {
  return name === 'inputTable' ? tableRate : name === 'outputWeight' ? outputRate : 1;
}
