// A network that corrects the counts, as a prototype in PyTorch. This half is what the counts say, and what they make of it:
//   node bench/quality/residual/contextMixing.ts write FOLDER --held-out FOLDER --out FOLDER
//     what the counts expect of every byte before they learn it: of the learnt text, of files held out from it, of the scored text
//   /usr/bin/python3 bench/quality/residual/network.py OUT --kind alone|product|fed
//     trains a network on that, and writes its weights and what it expects of the held-out bytes
//   node bench/quality/residual/contextMixing.ts hear FOLDER --held-out FOLDER --out FOLDER
//     bits of the held-out text with the network as a voice of the counts
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

function begin(counts: ContextMixing, { path, before = '' }: ReplayedText): void {
  counts.begin(documentHash(path));
  for (const byte of encoder.encode(before)) counts.read(byte);
}

async function write(folder: string, { heldOut, out }: Flags): Promise<void> {
  const { texts, counts, bytes } = await openTrial(folder, heldOut);
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
      begin(counts, text);
      characters += Array.from(text.text).length;
      const utf8 = encoder.encode(text.text);
      const expected = new Float32Array((utf8.length + 1) * width);
      utf8.forEach((byte, at) => {
        const row = expected.subarray((at + 1) * width, (at + 2) * width);
        counts.predict(leastTold).forEach((p, other) => (row[classOf[other]!]! += p));
        row.forEach((p, index) => (row[index] = Math.log(Math.max(p, leastProbability))));
        one[0] = byte;
        bits += counts.learn(one);
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

async function hear(folder: string, { heldOut, out }: Flags): Promise<void> {
  const { texts, counts, bytes } = await openTrial(folder, heldOut);
  const { buffer, byteOffset, length } = readFileSync(join(out, 'voice.f32'));
  const said = new Float32Array(buffer, byteOffset, length / 4);
  const width = bytes.length + 1;
  const voice = new Float32Array(256);
  for (const { path, text } of texts.learnt) learnText(counts, { path, text });
  let at = 0;
  for (const part of ['choosing', 'scored'] as const) {
    let [bits, characters] = [0, 0];
    for (const text of texts[part]) {
      begin(counts, text);
      characters += Array.from(text.text).length;
      at++;
      for (const byte of encoder.encode(text.text)) {
        const row = said.subarray(at * width, ++at * width);
        voice.fill(row[0]! / (256 - bytes.length));
        bytes.forEach((known, index) => (voice[known] = row[index + 1]!));
        counts.setInput('workspaceNetwork', voice);
        one[0] = byte;
        bits += counts.learn(one);
      }
      counts.setInput('workspaceNetwork', undefined);
    }
    console.log(part, (bits / characters).toFixed(4));
  }
}

const program = new Command();
for (const [name, action] of Object.entries({ write, hear })) {
  program
    .command(name)
    .argument('<folder>')
    .requiredOption('--held-out <folder>')
    .requiredOption('--out <folder>', 'where both halves meet')
    .action(action);
}
await program.parseAsync();
