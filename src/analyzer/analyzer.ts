// Answers queries about a trained network. Several run at the same time, in slices: a short one does not wait for a long one.
import { corpusOf } from '../corpus/corpus.ts';
import type { Engine } from '../engine/engine.ts';
import { layersOf } from '../engine/modelShape.ts';
import type { Models } from '../model/createModels.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import type { AnalysisQuery, AnalysisResult, AnalysisResultOf, AnalyzerApi } from '../protocol/analyzer.ts';
import { unexpected } from '../protocol/unexpected.ts';
import type { AnalyzedNetwork } from './analyzedNetwork.ts';
import { fileBits } from './fileBits.ts';
import { findMemorized } from './findMemorized.ts';
import { measureSuggestions } from './measureSuggestions.ts';
import { analyzeUnits, attributePrediction, colorText } from './unitAnalysis.ts';

export interface AnalyzerEnvironment {
  readonly engine: Engine;
  readonly models: Models;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Resolves when waiting messages have been handled. */
  yieldToMessages(): Promise<void>;
}

/** Yields the part of the work that is done, 0..1. */
type Work = Generator<number, AnalysisResult>;

const sliceMs = 8;
const progressEveryMs = 200;

/** @throws Error for a network with several layers. */
function assertUnitsAnalyzable({ checkpoint }: AnalyzedNetwork): void {
  const layers = layersOf(checkpoint.shape);
  if (layers > 1) throw new Error(`Hidden units are analyzed only in networks with one layer. This one has ${layers}.`);
}

/** `progress` reports how far the query with this id is. */
export function createAnalyzer(
  progress: (id: number, done: number) => void,
  { engine, models, now, yieldToMessages }: AnalyzerEnvironment,
): AnalyzerApi {
  let subject: AnalyzedNetwork | undefined;
  /** The queries that run, by id: true if they are to end. */
  const running = new Map<number, boolean>();

  function* workOn(about: AnalyzedNetwork, query: AnalysisQuery): Work {
    if (query.kind !== 'files' && query.kind !== 'suggestions') assertUnitsAnalyzable(about);
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
      const corpus = texts ? corpusOf(texts) : subject?.corpus;
      subject = corpus && { bytes: checkpoint, checkpoint: decodeCheckpoint(checkpoint), corpus, lens: undefined };
    },

    analyze: async <Query extends AnalysisQuery>(id: number, query: Query) => {
      if (!subject) throw new Error('There is no network to analyze.');
      const work = workOn(subject, query);
      running.set(id, false);
      try {
        let reportedAt = now();
        for (let sliceEnd = now() + sliceMs; ;) {
          const { done, value } = work.next();
          // A query has a result of its own kind.
          if (done) return value as AnalysisResultOf<Query['kind']>;
          if (now() - reportedAt > progressEveryMs) {
            progress(id, value);
            reportedAt = now();
          }
          if (now() < sliceEnd) continue;
          await yieldToMessages();
          if (running.get(id)) throw new Error('The analysis was canceled.');
          sliceEnd = now() + sliceMs;
        }
      } finally {
        running.delete(id);
        // Frees what unfinished work holds.
        work.return({ kind: 'memorized', passages: [] });
      }
    },

    cancel: (id) => {
      if (running.has(id)) running.set(id, true);
    },
  };
}
