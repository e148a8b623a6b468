// Answers queries about a trained network. Several run at the same time, in slices: a short one does not wait for a long one.
import { corpusOf } from '../corpus/corpus.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import type { Engine } from '../engine/engine.ts';
import { layersOf } from '../engine/modelShape.ts';
import type { Models } from '../model/createModels.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import { runInSlices, type Turns, type Work } from '../model/work.ts';
import {
  unitAnalyses,
  type AnalysisQuery,
  type AnalysisResult,
  type AnalysisResultOf,
  type AnalyzerApi,
} from '../protocol/analyzer.ts';
import { unexpected } from '../protocol/unexpected.ts';
import type { AnalyzedNetwork } from './analyzedNetwork.ts';
import { fileBits } from './fileBits.ts';
import { findMemorized } from './findMemorized.ts';
import { measureSuggestions } from './measureSuggestions.ts';
import { analyzeUnits, attributePrediction, colorText } from './unitAnalysis.ts';

export interface AnalyzerEnvironment extends Turns {
  readonly engine: Engine;
  readonly models: Models;
}

const sliceMs = 8;
const progressEveryMs = 200;

/** @throws Error for a network with several layers. */
function assertUnitsAnalyzable({ checkpoint }: AnalyzedNetwork): void {
  const layers = layersOf(checkpoint.shape);
  if (layers > 1) throw new Error(`Hidden units are analyzed only in networks with one layer. This one has ${layers}.`);
}

/** Without the program, which reads the file of a checkpoint. */
export interface Analyzer extends Omit<AnalyzerApi, 'open'> {
  open(checkpoint: Uint8Array, texts: readonly SourceText[] | undefined): Promise<void>;
}

/** `progress` reports how far the query with this id is. */
export function createAnalyzer(
  progress: (id: number, done: number) => void,
  { engine, models, now, yieldToMessages }: AnalyzerEnvironment,
): Analyzer {
  let subject: AnalyzedNetwork | undefined;
  /** The queries that run, by id: true if they are to end. */
  const running = new Map<number, boolean>();

  function* workOn(about: AnalyzedNetwork, query: AnalysisQuery): Work<AnalysisResult, number> {
    if (unitAnalyses.includes(query.kind)) assertUnitsAnalyzable(about);
    switch (query.kind) {
      case 'lens':
        return { kind: 'lens', lens: analyzeUnits(about, engine) };
      case 'color':
        return colorText(about, engine, query);
      case 'attribution':
        return { kind: 'attribution', attribution: attributePrediction(about, query) };
      case 'files': {
        const reader = engine.reader(about.checkpoint.shape);
        reader.writeParameters(about.checkpoint.parameters);
        try {
          return { kind: 'files', files: yield* fileBits(about.corpus, reader, about.checkpoint.vocabulary) };
        } finally {
          reader.dispose();
        }
      }
      case 'suggestions':
        return { kind: 'suggestions', report: yield* measureSuggestions(about.corpus, about.bytes, models) };
      case 'memorized':
        return { kind: 'memorized', passages: yield* findMemorized(about.corpus, about.bytes, models) };
      default:
        return unexpected(query);
    }
  }

  return {
    open: async (checkpoint, texts) => {
      const decoded = decodeCheckpoint(checkpoint);
      const corpus = texts ? corpusOf(texts, decoded.training?.heldOutBy) : subject?.corpus;
      subject = corpus && { bytes: checkpoint, checkpoint: decoded, corpus, lens: undefined };
    },

    analyze: async <Query extends AnalysisQuery>(id: number, query: Query) => {
      if (!subject) throw new Error('There is no network to analyze.');
      running.set(id, false);
      let reportedAt = now();
      const onProgress = (done: number): void => {
        if (now() - reportedAt <= progressEveryMs) return;
        progress(id, done);
        reportedAt = now();
      };
      const mayContinue = (): boolean => running.get(id) === false;
      const slices = { sliceMs, now, yieldToMessages, mayContinue, onProgress };
      const result = await runInSlices(workOn(subject, query), slices).finally(() => running.delete(id));
      if (!result) throw new Error('The analysis was canceled.');
      // A query has a result of its own kind.
      return result as AnalysisResultOf<Query['kind']>;
    },

    cancel: (id) => {
      if (running.has(id)) running.set(id, true);
    },
  };
}
