// One file of each of our own formats, and its parser.
import { parameterCount } from '../../src/engine/modelShape.ts';
import { decodeRun, encodeRun } from '../../src/host/storage/runFile.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { decodeInt8Network, encodeInt8Network } from '../../src/model/network/int8Network.ts';
import { decodeTensors } from '../../src/model/network/safetensors.ts';
import { vocabularyOf } from '../../src/model/network/vocabulary.ts';
import { runToEnd } from '../../src/model/work.ts';
import { runSummary, stepPoint } from '../../test/unit/protocol/exampleRun.ts';

interface Format {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly parse: (bytes: Uint8Array) => unknown;
}

export function formats(): readonly Format[] {
  const vocabulary = vocabularyOf('\n abcdefgh猫😀');
  const shape = { cell: 'gru', hiddenSize: 9, vocabulary: vocabulary.size } as const;
  const parameters = Float32Array.from({ length: parameterCount(shape) }, (_, index) => Math.sin(index));
  const optimizer = { steps: 3, first: parameters.slice(), second: parameters.map(Math.abs) };
  const progress = { steps: 3, characters: 100, elapsedMs: 5, bitsPerChar: 2.5 };
  const checkpoint = encodeCheckpoint({ shape, vocabulary, parameters, optimizer, progress });
  const points = [stepPoint(1), stepPoint(2)];
  const run = encodeRun({
    summary: runSummary({
      id: 'abc',
      name: 'run',
      notes: 'fast',
      tags: ['gru'],
      bitsPerChar: 5,
      endReason: 'finished',
    }),
    curves: { id: 'abc', points, heldOut: [], histograms: [], markers: [] },
  });
  return [
    { name: 'checkpoint', bytes: checkpoint, parse: decodeCheckpoint },
    { name: 'safetensors', bytes: checkpoint, parse: decodeTensors },
    {
      name: 'int8 network',
      bytes: encodeInt8Network({ shape, vocabulary, parameters }),
      parse: (bytes) => runToEnd(decodeInt8Network(bytes)),
    },
    { name: 'run file', bytes: run, parse: decodeRun },
  ];
}
