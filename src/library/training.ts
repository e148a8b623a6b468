// A training of the library: its events as an asynchronous iterable, and its result as a model.
import { learn } from '../cli/learn.ts';
import { withMasker } from '../cli/masker.ts';
import { readFolder } from '../cli/readFolder.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import { defaultTrainingSettings } from '../protocol/settings.ts';
import { parseTrainingSettings } from '../protocol/trainingSettings.ts';
import type { Model, Text, TrainOptions, Training, TrainingEvent } from './api.ts';
import { eventQueue } from './eventQueue.ts';
import { createModel, modelBytes } from './model.ts';

export function startTraining({ folder, texts, from, signal, ...given }: TrainOptions): Training {
  const events = eventQueue<TrainingEvent>();
  const stop = new AbortController();
  const abort = (): void => stop.abort();

  async function run(): Promise<Model> {
    const settings = { ...defaultTrainingSettings, ...parseTrainingSettings(given) };
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort);
    const checkpoint = from && (await modelBytes(from));
    const job = { texts: await sourceTexts(folder, texts), settings, ...(checkpoint && { checkpoint }) };
    signal?.throwIfAborted();
    const onEvent = (event: LearnerEvent): void => {
      const shown = publicEvent(event);
      if (shown) events.push(shown);
    };
    const bytes = await learn(job, { signal: stop.signal, onEvent }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
    signal?.throwIfAborted();
    return createModel(bytes);
  }

  const result = run().finally(() => signal?.removeEventListener('abort', abort));
  // A caller who only iterates gets the error from the loop.
  result.then(
    () => events.end(),
    (error: unknown) => events.fail(error),
  );
  return { result, stop: abort, [Symbol.asyncIterator]: events.iterate };
}

async function sourceTexts(folder: string | undefined, texts: readonly Text[] | undefined) {
  if (folder !== undefined && texts === undefined) return readFolder(folder);
  if (texts === undefined || folder !== undefined) throw new Error('Name a folder, or give texts.');
  return withMasker(async (learnableText) => {
    const learnable: SourceText[] = [];
    for (const { path, text } of texts) {
      const result = await learnableText({ path, text, isOpen: false });
      if (typeof result === 'object') learnable.push(result);
    }
    return learnable;
  });
}

function publicEvent(event: LearnerEvent): TrainingEvent | undefined {
  switch (event.type) {
    case 'prepared': {
      const { files, trainCharacters, heldOutCharacters, vocabulary } = event.corpus;
      return { type: 'prepared', files, trainCharacters, heldOutCharacters, vocabulary, engine: event.engine };
    }
    case 'progress': {
      const { step, characters, elapsedMs, lossBits, gradientNorm, learningRate } = event.points.at(-1)!;
      return {
        type: 'progress',
        step,
        characters,
        seconds: elapsedMs / 1000,
        bitsPerCharacter: lossBits,
        gradientNorm,
        learningRate,
        charactersPerSecond: event.charsPerSecond,
        remainingSeconds: event.remainingMs / 1000,
      };
    }
    case 'heldOut': {
      const { step, characters, elapsedMs, bitsPerChar, best } = event.point;
      return { type: 'heldOut', step, characters, seconds: elapsedMs / 1000, bitsPerCharacter: bitsPerChar, best };
    }
    case 'ended':
      return { type: 'ended', reason: event.reason, bitsPerCharacter: event.bitsPerChar };
    case 'histograms':
    case 'sample':
    case 'activity':
    case 'baselines':
    case 'lens':
    case 'state':
    case 'coolDown':
    case 'rolledBack':
    case 'checkpoint':
    case 'resumePoint':
    case 'failed':
      return undefined;
  }
}
