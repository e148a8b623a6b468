// brain.js as a measured program: `brain.ts FOLDER CELL HIDDEN LENGTH`, installed in FOLDER. It trains on one string at a time.
import { createRequire } from 'node:module';
import { takeTurns } from '../turns.ts';

const [folder, cell, hidden, length] = process.argv.slice(2);
const { recurrent } = createRequire(`${folder}/index.js`)('brain.js') as Brain;
const kind = { tanh: 'RNN', gru: 'GRU', lstm: 'LSTM' }[cell!]!;
const network = new recurrent[kind]!({ hiddenLayers: [Number(hidden)] });
const letters = 'abcdefghijklmnopqrstuvwxyz ';
const text = () =>
  Array.from({ length: Number(length) }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
// At its default learning rate of 0.01 some runs on noise end in NaN, which it throws.
const trainOptions = { iterations: 1, errorCheckInterval: 1e9, learningRate: 1e-4 };
network.train([letters], trainOptions);
await takeTurns(() => {
  network.train([text()], trainOptions);
  return Number(length);
});

interface Brain {
  readonly recurrent: Readonly<
    Record<string, new (options: object) => { train(data: string[], options: object): unknown }>
  >;
}
