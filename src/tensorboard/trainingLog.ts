// The events of a training as the records of TensorBoard's event files. The names of the curves are those of the trainer in python/.
import type { Histogram, LearnerEvent, StepPoint } from '../protocol/learner.ts';
import type { RunEvent } from '../protocol/runEvents.ts';
import { double, float, integer, message, nested, packedDoubles, string } from './protobuf.ts';
import { record } from './record.ts';

/** Fields of the messages in tensorboard/compat/proto. */
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const value = { tag: 1, simpleValue: 2, histogram: 5, tensor: 8, metadata: 9 } as const;
const histogramField = { min: 1, max: 2, count: 3, sum: 4, sumOfSquares: 5, limits: 6, counts: 7 } as const;
const tensor = { type: 1, shape: 2, strings: 8 } as const;
const stringType = 7;

/** Curves of a training step, and their names. */
const curves = {
  'loss/training': 'lossBits',
  'gradient norm': 'gradientNorm',
  'learning rate': 'learningRate',
  'update ratio': 'updateRatio',
} as const satisfies Readonly<Record<string, keyof StepPoint>>;

/** The first record of each file. */
export function fileHeader(wallSeconds: number): Uint8Array<ArrayBuffer> {
  return record(message(double(event.wallTime, wallSeconds), string(event.fileVersion, 'brain.Event:2')));
}

/** Turns the events of one training into records, in order. An event without a record gives no bytes. */
export function createTrainingLog(): (event: LearnerEvent | RunEvent, wallSeconds: number) => Uint8Array<ArrayBuffer> {
  let lastStep = 0;

  return (happened, wallSeconds) => {
    const summary = (step: number, values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
      record(
        message(
          double(event.wallTime, wallSeconds),
          integer(event.step, step),
          nested(event.summary, message(...values.map((one) => nested(1, one)))),
        ),
      );
    if (happened.type === 'prepared') {
      return summary(lastStep, [text('settings', JSON.stringify(happened.settings, undefined, 1))]);
    }
    if (happened.type === 'progress') {
      lastStep = happened.points.at(-1)?.step ?? lastStep;
      return message(...happened.points.map((point) => summary(point.step, curvesOf(point))));
    }
    if (happened.type === 'heldOut') {
      return summary(happened.point.step, [scalar('loss/held out', happened.point.bitsPerChar)]);
    }
    if (happened.type === 'histograms') {
      return summary(happened.point.step, happened.point.histograms.map(histogram));
    }
    if (happened.type === 'sample') return summary(lastStep, [text('sample', happened.prompt + happened.text)]);
    return message();
  };
}

function curvesOf(point: StepPoint): readonly Uint8Array[] {
  return Object.entries(curves).map(([name, key]) => scalar(name, point[key]));
}

function scalar(name: string, number: number): Uint8Array {
  return message(string(value.tag, name), float(value.simpleValue, number));
}

/** Sums are those of the bins' centers: the values themselves are not kept. */
function histogram({ name, low, high, counts }: Histogram): Uint8Array {
  const width = (high - low) / counts.length;
  const sumOf = (of: (center: number) => number): number =>
    counts.reduce((sum, count, bin) => sum + count * of(low + (bin + 0.5) * width), 0);
  const content = message(
    double(histogramField.min, low),
    double(histogramField.max, high),
    double(
      histogramField.count,
      counts.reduce((sum, count) => sum + count, 0),
    ),
    double(
      histogramField.sum,
      sumOf((center) => center),
    ),
    double(
      histogramField.sumOfSquares,
      sumOf((center) => center * center),
    ),
    packedDoubles(
      histogramField.limits,
      counts.map((_, bin) => low + (bin + 1) * width),
    ),
    packedDoubles(histogramField.counts, counts),
  );
  return message(string(value.tag, name), nested(value.histogram, content));
}

/** Indented, so that TensorBoard, which renders Markdown, shows it as it is. */
function text(name: string, content: string): Uint8Array {
  const shown = content.replace(/^/gm, '    ');
  const plugin = string(1, 'text');
  return message(
    string(value.tag, name),
    nested(value.metadata, nested(1, plugin)),
    nested(
      value.tensor,
      message(integer(tensor.type, stringType), nested(tensor.shape, message()), string(tensor.strings, shown)),
    ),
  );
}
