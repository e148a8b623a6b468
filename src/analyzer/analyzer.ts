// Answers questions about a trained network, several at a time, each a piece at a time, so that a quick one need not wait for
// a long one. It knows neither process nor editor.
import { corpusOf } from '../corpus/corpus.ts';
import type { Engine } from '../engine/engine.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import type { Models } from '../model/createModels.ts';
import { unexpected, type Channel } from '../protocol/channel.ts';
import type { AnalysisResult, FromAnalyzer, AnalysisQuery, ToAnalyzer } from '../protocol/analyzer.ts';
import { fileBits } from './fileBits.ts';
import { colorText, analyzeUnits, attributePrediction } from './unitAnalysis.ts';
import { measureSuggestions } from './measureSuggestions.ts';
import type { AnalyzedNetwork } from './analyzedNetwork.ts';

export interface AnalyzerEnvironment {
  readonly engine: Engine;
  readonly models: Models;
  /** Milliseconds, from anywhere. */
  now(): number;
  /** Resolves once waiting messages have been handled. */
  breathe(): Promise<void>;
}

/** Yields the part that is done, 0..1. */
type Work = Generator<number, AnalysisResult>;

const sliceMs = 8;
const progressEveryMs = 200;

export function createAnalyzer(
  channel: Channel<ToAnalyzer, FromAnalyzer>,
  { engine, models, now, breathe }: AnalyzerEnvironment,
): void {
  let subject: AnalyzedNetwork | undefined;
  const wanted = new Set<number>();

  function open({ checkpoint, texts }: Extract<ToAnalyzer, { type: 'open' }>): void {
    const corpus = texts ? corpusOf(texts) : subject?.corpus;
    subject = corpus && { bytes: checkpoint, checkpoint: decodeCheckpoint(checkpoint), corpus, lens: undefined };
  }

  async function answer(id: number, question: AnalysisQuery): Promise<void> {
    if (!subject) throw new Error('There is no network to look at.');
    wanted.add(id);
    const work = workOn(subject, question);
    let toldAt = now();
    try {
      for (let sliceEnd = now() + sliceMs; ;) {
        const { done, value } = work.next();
        if (done) return channel.send({ type: 'result', id, result: value });
        if (now() - toldAt > progressEveryMs) {
          channel.send({ type: 'progress', id, done: value });
          toldAt = now();
        }
        if (now() < sliceEnd) continue;
        await breathe();
        if (!wanted.has(id)) return;
        sliceEnd = now() + sliceMs;
      }
    } finally {
      wanted.delete(id);
      work.return?.(undefined as never);
    }
  }

  function* workOn(about: AnalyzedNetwork, question: AnalysisQuery): Work {
    switch (question.kind) {
      case 'lens':
        return { kind: 'lens', lens: analyzeUnits(about, engine) };
      case 'color':
        return colorText(about, engine, question);
      case 'attribution':
        return { kind: 'attribution', attribution: attributePrediction(about, question) };
      case 'files': {
        const reader = engine.reader(about.checkpoint.shape);
        reader.writeParameters(about.checkpoint.parameters);
        try {
          return { kind: 'files', files: yield* fileBits(about.corpus, reader, about.checkpoint.vocabulary) };
        } finally {
          reader.dispose();
        }
      }
      case 'suggestions': {
        const report = yield* measureSuggestions(about.corpus, about.bytes, models);
        return { kind: 'suggestions', report };
      }
      default:
        return unexpected(question);
    }
  }

  channel.receive((message) => {
    switch (message.type) {
      case 'open':
        return open(message);
      case 'ask':
        return void answer(message.id, message.question).catch((error: unknown) =>
          channel.send({
            type: 'failed',
            id: message.id,
            message: error instanceof Error ? error.message : String(error),
          }),
        );
      case 'drop':
        return void wanted.delete(message.id);
      default:
        unexpected(message);
    }
  });
}
