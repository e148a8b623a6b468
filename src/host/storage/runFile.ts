// The file format of a run: JSON, the curve stored by columns, numbers rounded to six digits.
import * as v from 'valibot';
import { histogramNames, type HeldOutPoint, type HistogramPoint, type StepPoint } from '../../protocol/learner.ts';
import { nearestRecipe } from '../../protocol/nearestValid.ts';
import { runId } from '../../protocol/runId.ts';
import type { Run } from '../../protocol/runs.ts';
import { decodeJson, encodeJson } from './json.ts';

const number = v.pipe(v.number(), v.finite());
const position = { step: number, characters: number, elapsedMs: number };
const pointNames = [
  'step',
  'characters',
  'elapsedMs',
  'lossBits',
  'gradientNorm',
  'learningRate',
  'updateRatio',
] as const satisfies readonly (keyof StepPoint)[];

const file = v.object({
  summary: v.object({
    id: runId,
    name: v.string(),
    notes: v.string(),
    tags: v.array(v.string()),
    startedMs: number,
    settings: v.pipe(v.record(v.string(), v.unknown()), v.transform(nearestRecipe)),
    statedSettings: v.exactOptional(v.array(v.string())),
    engine: v.string(),
    files: number,
    trainCharacters: number,
    characters: number,
    elapsedMs: number,
    bitsPerChar: v.optional(number),
    endReason: v.optional(v.picklist(['finished', 'stopped', 'stopped improving'])),
    peakMemoryBytes: v.exactOptional(number),
    meanCores: v.exactOptional(number),
  }),
  columns: v.object(v.entriesFromList(pointNames, v.array(number))),
  heldOut: v.array(v.object({ ...position, bitsPerChar: number, best: v.boolean() })),
  histograms: v.array(
    v.object({
      ...position,
      histograms: v.array(
        v.object({ name: v.picklist(histogramNames), low: number, high: number, counts: v.array(number) }),
      ),
    }),
  ),
  markers: v.array(v.object({ ...position, kind: v.picklist(['checkpoint', 'paused', 'coolDown', 'rolledBack']) })),
});

export function encodeRun({ summary, curves: { points, heldOut, histograms, markers } }: Run): Uint8Array {
  const columns = Object.fromEntries(pointNames.map((name) => [name, points.map((point) => rounded(point[name]))]));
  const evaluations: HeldOutPoint[] = heldOut.map((point) => ({
    ...point,
    elapsedMs: rounded(point.elapsedMs),
    bitsPerChar: rounded(point.bitsPerChar),
  }));
  return encodeJson({
    summary,
    columns,
    heldOut: evaluations,
    histograms: histograms.map(roundedHistograms),
    markers,
  });
}

/** The run as users export it: JSON with one object for each point. The fields are those of `RunSummary` and `RunCurves`. */
export function runJson({ summary, curves: { points, heldOut, histograms, markers } }: Run): string {
  return `${JSON.stringify({ format: 'hidden-state-run', version: 1, summary, points, heldOut, histograms, markers }, undefined, 1)}\n`;
}

/** Undefined where the bytes are not a valid run. */
export function decodeRun(bytes: Uint8Array): Run | undefined {
  const parsed = v.safeParse(file, decodeJson(bytes));
  if (!parsed.success) return undefined;
  const { summary, columns, heldOut, histograms, markers } = parsed.output;
  const length = Math.min(...pointNames.map((name) => columns[name].length));
  const pointAt = (at: number): StepPoint => ({
    step: columns.step[at]!,
    characters: columns.characters[at]!,
    elapsedMs: columns.elapsedMs[at]!,
    lossBits: columns.lossBits[at]!,
    gradientNorm: columns.gradientNorm[at]!,
    learningRate: columns.learningRate[at]!,
    updateRatio: columns.updateRatio[at]!,
  });
  const points = Array.from({ length }, (_, at) => pointAt(at));
  const { bitsPerChar, endReason } = summary;
  return {
    summary: { ...summary, bitsPerChar, endReason },
    curves: { id: summary.id, points, heldOut, histograms, markers },
  };
}

function roundedHistograms(point: HistogramPoint): HistogramPoint {
  const histograms = point.histograms.map((one) => ({ ...one, low: rounded(one.low), high: rounded(one.high) }));
  return { ...point, elapsedMs: rounded(point.elapsedMs), histograms };
}

/** Whole numbers, such as steps and characters, stay exact. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6));
}
