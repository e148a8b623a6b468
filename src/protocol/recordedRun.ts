// What is stored of a run, from the state of its training.
import type { UsagePoint } from './programUsage.ts';
import { trainingTime, type RunState } from './runState.ts';
import type { Run, RunSummary } from './runs.ts';
import { itemsOf } from './series.ts';

/** The part of a run's summary that its state does not contain. */
export type RunIdentity = Pick<
  RunSummary,
  'id' | 'name' | 'notes' | 'tags' | 'startedMs' | 'files' | 'trainCharacters'
>;

/** Undefined before the first training step. */
export function runOf(identity: RunIdentity, state: RunState): Run | undefined {
  const { settings, engine, markers, endReason, score } = state;
  const points = itemsOf(state.points);
  const heldOut = itemsOf(state.heldOut);
  const histograms = itemsOf(state.histograms);
  const last = points.at(-1);
  const elapsedMs = trainingTime(state);
  if (!settings || !last || elapsedMs === undefined) return undefined;
  const { id, name, notes, tags, startedMs, files, trainCharacters } = identity;
  const summary: RunSummary = {
    id,
    name,
    notes,
    tags,
    startedMs,
    files,
    trainCharacters,
    settings,
    engine: engine ?? '',
    endReason,
    characters: last.characters,
    elapsedMs,
    bitsPerChar: score,
    ...loadOf(itemsOf(state.usage)),
  };
  return { summary, curves: { id, points, heldOut, histograms, markers } };
}

/** The highest memory and the mean number of cores of all programs together. */
function loadOf(usage: readonly UsagePoint[]): Pick<RunSummary, 'peakMemoryBytes' | 'meanCores'> {
  if (usage.length === 0) return {};
  const memory = usage.map(({ programs }) => programs.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0));
  const cores = usage.map(({ programs }) => programs.reduce((sum, program) => sum + program.cores, 0));
  return {
    peakMemoryBytes: Math.max(...memory),
    meanCores: cores.reduce((sum, value) => sum + value, 0) / cores.length,
  };
}
