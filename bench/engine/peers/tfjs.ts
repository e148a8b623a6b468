// TensorFlow.js as a measured program: `tfjs.ts FOLDER BACKEND CELL HIDDEN STREAMS LENGTH VOCABULARY`, installed in FOLDER.
import { createRequire } from 'node:module';
import { takeTurnsAsync } from '../turns.ts';

const [folder, backend, cell, hidden, streams, length, vocabulary] = process.argv.slice(2);
const [units, batch, steps, characters] = [hidden, streams, length, vocabulary].map(Number) as [
  number,
  number,
  number,
  number,
];
const load = createRequire(`${folder}/index.js`);
const tf = load('@tensorflow/tfjs') as Tf;
if (backend === 'wasm') {
  const { setWasmPaths } = load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(path: string): void };
  setWasmPaths(`${folder}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
}
await tf.setBackend(backend!);
await tf.ready();

const kind = { tanh: 'simpleRNN', gru: 'gru', lstm: 'lstm' }[cell!]!;
const model = tf.sequential();
// One-hot inputs, because the WebAssembly backend has no gradient of an embedding. No orthogonal initial weights, because they take
// a minute on the plain JavaScript backend and do not change the speed of a step.
const recurrentInitializer = 'glorotUniform';
model.add(tf.layers[kind]!({ units, returnSequences: true, inputShape: [steps, characters], recurrentInitializer }));
model.add(tf.layers.dense!({ units: characters, activation: 'softmax' }));
model.compile({ optimizer: tf.train.adam(0.001), loss: 'sparseCategoricalCrossentropy' });
const draw = () => Math.floor(Math.random() * characters);
await takeTurnsAsync(async () => {
  const inputs = new Float32Array(batch * steps * characters);
  for (let row = 0; row < batch * steps; row++) inputs[row * characters + draw()] = 1;
  const x = tf.tensor3d(inputs, [batch, steps, characters]);
  const y = tf.tensor3d(Float32Array.from({ length: batch * steps }, draw), [batch, steps, 1]);
  await model.trainOnBatch(x, y);
  x.dispose();
  y.dispose();
  return batch * steps;
});

interface Disposable {
  dispose(): void;
}

/** The part of the library's interface that is used here. */
interface Tf {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  sequential(): {
    add(layer: object): void;
    compile(options: object): void;
    trainOnBatch(x: Disposable, y: Disposable): Promise<number>;
  };
  readonly layers: Readonly<Record<string, (options: object) => object>>;
  readonly train: { adam(rate: number): object };
  tensor3d(values: Float32Array, shape: number[]): Disposable;
}
