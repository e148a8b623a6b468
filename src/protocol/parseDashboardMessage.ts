// Validates the messages that arrive from the dashboard.
import * as v from 'valibot';
import { cellGates } from '../engine/cells.ts';
import { simpleQueries } from './analyzer.ts';
import { dashboardActions, type FromDashboard } from './dashboard.ts';
import { runId } from './runId.ts';
import { annotationLimits } from './runs.ts';
import { settingsTable, type NumberDefinition } from './settings.ts';

const { temperature, topP, seed, confidence } = settingsTable.suggestions;
const inRange = ({ minimum, maximum }: NumberDefinition) =>
  v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum));

/** Longer than any path of a file on a disk. UTF-16 units. */
const longestPath = 8192;
/** The editor has no more lines. */
const mostLines = 2 ** 31 - 1;

const text = (maxLength: number) => v.pipe(v.string(), v.trim(), v.maxLength(maxLength));

const schema: v.GenericSchema<unknown, FromDashboard> = v.union([
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('action'), action: v.picklist(dashboardActions) }),
  v.object({
    type: v.literal('save'),
    name: v.pipe(v.string(), v.regex(/^[\w-]+\.(csv|svg|png)$/)),
    content: v.string(),
    encoding: v.picklist(['utf8', 'base64']),
  }),
  v.object({
    type: v.literal('sampling'),
    sampling: v.object({
      temperature: inRange(temperature),
      topP: inRange(topP),
      seed: v.pipe(inRange(seed), v.integer()),
    }),
    prompt: v.pipe(v.string(), v.maxLength(1000)),
  }),
  v.object({
    type: v.literal('file'),
    path: v.pipe(v.string(), v.maxLength(longestPath)),
    action: v.picklist(['open', 'exclude', 'include', 'forget']),
    line: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostLines))),
  }),
  v.object({ type: v.literal('analyze'), query: v.object({ kind: v.picklist(simpleQueries) }) }),
  v.object({ type: v.literal('cancelAnalysis'), kind: v.picklist(simpleQueries) }),
  v.object({
    type: v.literal('analyze'),
    query: v.object({
      kind: v.literal('attribution'),
      text: v.pipe(v.string(), v.maxLength(1000)),
      next: v.pipe(v.string(), v.maxLength(2)),
    }),
  }),
  v.object({
    type: v.literal('color'),
    coloring: v.optional(
      v.object({
        unit: v.pipe(v.number(), v.integer(), v.minValue(0)),
        gate: v.optional(v.picklist(cellGates)),
      }),
    ),
  }),
  v.object({ type: v.literal('confidence'), confidence: v.picklist(confidence.choices) }),
  v.object({ type: v.picklist(['caret', 'resources']), wanted: v.boolean() }),
  v.object({ type: v.literal('run'), action: v.picklist(['load', 'export', 'restore', 'delete']), id: runId }),
  v.object({
    type: v.literal('run'),
    action: v.literal('annotate'),
    id: runId,
    annotations: v.object({
      name: v.exactOptional(text(annotationLimits.name)),
      notes: v.exactOptional(text(annotationLimits.notes)),
      tags: v.exactOptional(v.pipe(v.array(text(annotationLimits.tag)), v.maxLength(annotationLimits.tags))),
    }),
  }),
]);

/** Undefined where the message is not valid. */
export function parseDashboardMessage(message: unknown): FromDashboard | undefined {
  const parsed = v.safeParse(schema, message);
  return parsed.success ? parsed.output : undefined;
}
