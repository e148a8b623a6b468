// A network that corrects context mixing, as a prototype in PyTorch. This program runs context mixing:
//   node bench/quality/residual/contextMixing.ts write FOLDER --held-out FOLDER --out FOLDER
//     writes the distribution of every byte before it is learned: of the training text, the calibration files, and the scored text
//   /usr/bin/python3 bench/quality/residual/network.py OUT --kind alone|product|fed
//     trains a network on that, and writes its weights and its predictions of the held-out bytes
//   node bench/quality/residual/contextMixing.ts score FOLDER --held-out FOLDER --out FOLDER
//     prints the bits of the held-out text with the network as an input of the mixers
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Command } from 'commander';
import { learnText } from '../../../src/model/trainedComponents.ts';
import type { ReplayedText } from '../../../src/evaluation/record.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { documentHash } from '../../../src/model/documentHash.ts';
import { openTrial, parts } from './texts.ts';

interface Flags {
  readonly heldOut: string;
  readonly out: string;
}

/** Stands before each document. */
const edge = 255;
/** Bytes that are less likely together are told apart only roughly. */
const leastTold = 1e-4;
const leastProbability = 1e-9;
const encoder = new TextEncoder();
const one = new Uint8Array(1);

function begin(contextMixing: ContextMixing, { path, before = '' }: ReplayedText): void {
  contextMixing.begin(documentHash(path));
  for (const byte of encoder.encode(before)) contextMixing.read(byte);
}

async function write(folder: string, { heldOut, out }: Flags): Promise<void> {
  const { texts, contextMixing, bytes } = await openTrial(folder, heldOut);
  mkdirSync(out, { recursive: true });
  const rows = createWriteStream(join(out, 'logp.f32'));
  const classOf = new Uint8Array(256);
  bytes.forEach((byte, index) => (classOf[byte] = index + 1));
  const width = bytes.length + 1;
  const classes: number[] = [];
  const sizes: Record<string, { rows: number; bits: number; characters: number }> = {};
  const start = process.cpuUsage();
  for (const part of parts) {
    const first = classes.length;
    let [bits, characters] = [0, 0];
    for (const text of texts[part]) {
      begin(contextMixing, text);
      characters += Array.from(text.text).length;
      const utf8 = encoder.encode(text.text);
      const expected = new Float32Array((utf8.length + 1) * width);
      utf8.forEach((byte, at) => {
        const row = expected.subarray((at + 1) * width, (at + 2) * width);
        contextMixing.predict(leastTold).forEach((p, other) => (row[classOf[other]!]! += p));
        row.forEach((p, index) => (row[index] = Math.log(Math.max(p, leastProbability))));
        one[0] = byte;
        bits += contextMixing.learn(one);
      });
      classes.push(edge, ...Array.from(utf8, (byte) => classOf[byte]!));
      if (!rows.write(new Uint8Array(expected.buffer))) await once(rows, 'drain');
    }
    sizes[part] = { rows: classes.length - first, bits, characters };
  }
  rows.end();
  await finished(rows);
  const { user, system } = process.cpuUsage(start);
  writeFileSync(join(out, 'classes.u8'), Uint8Array.from(classes));
  writeFileSync(join(out, 'about.json'), JSON.stringify({ classes: width, sizes }));
  console.log(JSON.stringify({ classes: width, sizes, microsecondsPerByte: (user + system) / classes.length }));
}

async function score(folder: string, { heldOut, out }: Flags): Promise<void> {
  const { texts, contextMixing, bytes } = await openTrial(folder, heldOut);
  const { buffer, byteOffset, length } = readFileSync(join(out, 'prediction.f32'));
  const predictions = new Float32Array(buffer, byteOffset, length / 4);
  const width = bytes.length + 1;
  const prediction = new Float32Array(256);
  for (const { path, text } of texts.learned) learnText(contextMixing, { path, text });
  let at = 0;
  for (const part of ['calibration', 'scored'] as const) {
    let [bits, characters] = [0, 0];
    for (const text of texts[part]) {
      begin(contextMixing, text);
      characters += Array.from(text.text).length;
      at++;
      for (const byte of encoder.encode(text.text)) {
        const row = predictions.subarray(at * width, ++at * width);
        prediction.fill(row[0]! / (256 - bytes.length));
        bytes.forEach((known, index) => (prediction[known] = row[index + 1]!));
        contextMixing.setInput('workspaceNetwork', prediction);
        one[0] = byte;
        bits += contextMixing.learn(one);
      }
      contextMixing.setInput('workspaceNetwork', undefined);
    }
    console.log(part, (bits / characters).toFixed(4));
  }
}

const program = new Command();
for (const [name, action] of Object.entries({ write, score })) {
  program
    .command(name)
    .argument('<folder>')
    .requiredOption('--held-out <folder>')
    .requiredOption('--out <folder>', 'where both halves meet')
    .action(action);
}
await program.parseAsync();
