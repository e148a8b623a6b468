// What is stored of the active weights: what describes them, and the files that they have learned.
import * as v from 'valibot';
import type { NetworkWithoutRun } from '../../protocol/runState.ts';
import { settingsTable } from '../../protocol/settings.ts';

const number = v.pipe(v.number(), v.finite());
/** Paths, also of the trainings that the weights were continued from. */
const files = v.array(v.string());

const stored = v.variant('kind', [
  v.object({ kind: v.literal('run'), id: v.string(), files }),
  v.object({
    kind: v.literal('network'),
    network: v.pipe(
      v.object({
        cell: v.picklist(settingsTable.training.cell.choices),
        hiddenSize: number,
        layers: number,
        bitsPerChar: v.optional(number),
        importedMs: v.optional(number),
        training: v.exactOptional(
          v.object({
            elapsedMs: number,
            characters: number,
            textCharacters: number,
            settings: v.record(v.string(), v.union([v.string(), number, v.boolean()])),
          }),
        ),
      }),
      v.transform((network): NetworkWithoutRun => ({ bitsPerChar: undefined, ...network })),
    ),
    files,
  }),
  v.object({ kind: v.literal('none'), files }),
]);

/** A run, a network without a run, or none: the model was forgotten, or its run was deleted. */
export type ActiveModel = v.InferOutput<typeof stored>;

/** Undefined where nothing is stored. A value that is damaged or not known is none. */
export function parseActiveModel(value: unknown): ActiveModel | undefined {
  if (value === undefined) return undefined;
  const { success, output } = v.safeParse(stored, value);
  return success ? output : { kind: 'none', files: [] };
}
