// Prompt -> continuation -> what is worth showing. It works in short slices and lets messages in between them, so that a newer
// request can cancel this one between two characters. It knows neither thread nor editor.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { mayStandAt } from '../completion/caret.ts';
import { promptOf } from '../completion/prompt.ts';
import { stopRule } from '../completion/stopping.ts';
import { suggestionOf } from '../completion/suggestion.ts';
import type { Engine, Reader } from '../engine/engine.ts';
import { decodeCheckpoint } from '../language/checkpoint.ts';
import { createSampler, type Sampler } from '../language/sampler.ts';
import { outsideId, type Vocabulary } from '../language/vocabulary.ts';
import type { Completion, CompletionRequest } from '../protocol/predictor.ts';
import { createPrefixMemory, type PrefixMemory } from './prefixMemory.ts';

export interface Surroundings {
  readonly engine: Engine;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** Resolves once waiting messages have been handled. */
  readonly breathe: () => Promise<void>;
}

export interface Completer {
  /** @throws Error when the bytes are no usable checkpoint; what was loaded before stays. */
  load(checkpoint: Uint8Array, version: number): { readonly bitsPerChar: number | undefined };
  forget(): void;
  /** Undefined when there is nothing to say, or it was cancelled. */
  complete(request: CompletionRequest, isCancelled: () => boolean): Promise<Completion | undefined>;
}

interface Model {
  readonly version: number;
  readonly vocabulary: Vocabulary;
  readonly reader: Reader;
  readonly memory: PrefixMemory;
  readonly sample: Sampler;
}

/** Characters before the caret that are read at most. */
const promptCharacters = 2000;
const sliceMs = 3;
/** Characters read between two looks at the clock. */
const stride = 16;

export function createCompleter({ engine, now, breathe }: Surroundings): Completer {
  let model: Model | undefined;

  /** A pause that is due only when the slice is used up; answers whether to go on. */
  function slices(isCancelled: () => boolean, current: Model): () => Promise<boolean> {
    let sliceEnd = now() + sliceMs;
    return async () => {
      if (now() < sliceEnd) return true;
      await breathe();
      sliceEnd = now() + sliceMs;
      return !isCancelled() && current === model;
    };
  }

  return {
    load: (bytes, version) => {
      const { shape, vocabulary, parameters, progress } = decodeCheckpoint(bytes);
      const reader = engine.reader(shape);
      reader.writeParameters(parameters);
      model?.reader.dispose();
      model = {
        version,
        vocabulary,
        reader,
        memory: createPrefixMemory(reader),
        sample: createSampler(vocabulary.size),
      };
      return { bitsPerChar: progress.bitsPerChar };
    },

    forget: () => {
      model?.reader.dispose();
      model = undefined;
    },

    complete: async (request, isCancelled) => {
      if (model === undefined || !mayStandAt(request)) return undefined;
      const current = model;
      const goOn = slices(isCancelled, current);
      const prompt = promptOf(request.before, promptCharacters);
      if (!(await read(current, request.document, prompt, goOn))) return undefined;
      const written = await write(current, request, goOn);
      if (written === undefined) return undefined;
      const text = suggestionOf(written.text, request, request);
      if (text === undefined) return undefined;
      return {
        text,
        probability: Math.exp(written.logProbabilities[text.length - 1]!),
        weightsVersion: current.version,
      };
    },
  };
}

/** Feeds what is new in the prompt. False if it was interrupted; then what was read so far is remembered. */
async function read(
  { reader, vocabulary, memory }: Model,
  document: string,
  prompt: string,
  goOn: () => Promise<boolean>,
): Promise<boolean> {
  let at = memory.resume(document, prompt);
  if (at === 0) {
    reader.reset();
    reader.feed(outsideId);
  }
  while (at < prompt.length) {
    const end = wholeCharacters(prompt, at + stride);
    for (const id of vocabulary.encode(prompt.slice(at, end))) reader.feed(id);
    at = end;
    memory.keep(document, prompt.slice(0, at));
    if (!(await goOn())) return false;
  }
  return true;
}

/** `end`, or one more where a surrogate pair would be cut. */
function wholeCharacters(text: string, end: number): number {
  const before = text.charCodeAt(end - 1);
  return Math.min(text.length, before >= 0xd800 && before < 0xdc00 ? end + 1 : end);
}

/** The continuation with the character that ended it, and the log-probability (nats) of its beginning up to each UTF-16 unit. */
interface Written {
  readonly text: string;
  readonly logProbabilities: readonly number[];
}

/** Continues what the reader has read, up to a stop rule. */
async function write(
  { reader, vocabulary, sample }: Model,
  request: CompletionRequest,
  goOn: () => Promise<boolean>,
): Promise<Written | undefined> {
  const stop = stopRule(request, request);
  const random = xoroshiro128plus(request.sampling.seed);
  const logProbabilities: number[] = [];
  let text = '';
  let sum = 0;
  for (;;) {
    const distribution = reader.logProbabilities();
    const id = sample(distribution, request.sampling, uniformFloat64(random));
    const character = vocabulary.decode(id);
    if (character === '' || stop(text, character)) return { text: text + character, logProbabilities };
    sum += distribution[id]!;
    text += character;
    for (let unit = 0; unit < character.length; unit++) logProbabilities.push(sum);
    reader.feed(id);
    if (!(await goOn())) return undefined;
  }
}
