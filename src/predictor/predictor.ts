// The predictor's interface on top of the completer. One completion request at a time: the newest wins.
import { savedBits } from '../nextEdit/savedBits.ts';
import {
  type LoadResult,
  type PredictorApi,
  maxModelFileBytes,
  type ExportedModel,
  type ImportedModel,
} from '../protocol/predictor.ts';
import { messageOf } from '../protocol/rpc.ts';
import type { DraftFiles } from '../disk/draftFiles.ts';
import {
  decodeLearnedState,
  encodeLearnedState,
  contentOfLearnedState,
  type LearnedState,
  type StateCodec,
} from '../model/learnedState.ts';
import { freeBytes } from '../model/freeBytes.ts';
import { createCompleter, type CompleterOptions } from './completer.ts';
import { generateSample, predictNextCharacter } from './dashboardQueries.ts';
import type { Models } from '../model/createModels.ts';
import { decodeCheckpointInSteps, encodeCheckpointInSteps, withoutResume } from '../model/network/checkpoint.ts';
import type { ModelOrigin } from '../model/network/modelCard.ts';
import { networkFacts } from '../model/network/networkFacts.ts';
import type { Work } from '../model/work.ts';

export interface PredictorEnvironment extends CompleterOptions {
  /** How what is learned is kept, and for which build of the program. Undefined: it is not kept. */
  readonly keeping?: {
    readonly version: string;
    readonly codec: StateCodec;
    readonly files: DraftFiles;
    onState(draft: string, epoch: string | undefined): void;
    onError(message: string): void;
  };
}

/** Without the program, which reads the file of a checkpoint. */
export interface Predictor extends Omit<PredictorApi, 'load'> {
  load(checkpoint: Uint8Array): Promise<LoadResult>;
}

export function createPredictor({ keeping, ...options }: PredictorEnvironment): Predictor {
  const completer = createCompleter({
    ...options,
    ...(keeping && {
      onLearned: (state, epoch) => {
        encodeLearnedState(state, keeping.version, keeping.codec)
          .finally(() => freeBytes(state.snapshot.contextMixing))
          .then((bytes) => keeping.files.write(bytes))
          .then(
            (draft) => keeping.onState(draft, epoch),
            (error: unknown) => keeping.onError(messageOf(error)),
          );
      },
    }),
  });
  /** The kept state that is being read. */
  let kept: Promise<LearnedState> | undefined;
  /** Increases with each request and each cancellation. */
  let current = 0;

  return {
    load: async (checkpoint): Promise<LoadResult> => {
      try {
        const { facts } = await completer.load(checkpoint);
        return { usable: true, network: facts };
      } catch (error) {
        return { usable: false, reason: messageOf(error) };
      }
    },
    prepare: () => void completer.convert(options.models.loadPretrainedNetwork()).catch(() => undefined),
    learn: (texts, how) => completer.learn(texts, how),
    readLearned: async (file) => {
      if (!keeping) throw new Error('nothing is kept');
      const bytes = await keeping.files.read({ files: [file] });
      const content = contentOfLearnedState(bytes, keeping.version);
      kept = decodeLearnedState(bytes, keeping.version, keeping.codec);
      // Reported by `useLearned`.
      kept.catch(() => undefined);
      return content;
    },
    useLearned: async (thresholds) => {
      const state = await kept;
      kept = undefined;
      if (!state) return false;
      return completer.restore(state, thresholds).finally(() => freeBytes(state.snapshot.contextMixing));
    },
    setLearningShare: (share) => completer.setLearningShare(share),
    complete: async (request) => {
      const startedAt = options.now();
      const own = ++current;
      const { completion, refusal } = await completer.complete(request, () => current !== own);
      return { completion, refusal, elapsedMs: options.now() - startedAt };
    },
    explain: (request) => completer.explain(request),
    savedBits: (lines) => completer.read(({ mixture }) => savedBits(mixture, lines)),
    cancel: () => void current++,
    typedThrough: (request) => completer.typedThrough(request),
    outcome: (outcome) => completer.observeOutcome(outcome),
    predictAtCaret: (request) => completer.query((network) => predictNextCharacter(network, request)),
    sample: (request) => completer.query((network) => generateSample(network, request)),
    importModel: (file) => completer.convert(importModel(file, options.models, options.now)),
    exportModel: (checkpoint, origin) => completer.convert(exportModel(checkpoint, origin)),
  };
}

/**
 * The predictor does it, because it judges whether a checkpoint can suggest, and measures the time of a character with the engine and in
 * the program that will use it.
 * @throws Error that says what is wrong with the file.
 */
function* importModel(file: Uint8Array, models: Pick<Models, 'timeNetwork'>, now: () => number): Work<ImportedModel> {
  if (file.length > maxModelFileBytes) throw new Error(`it is larger than ${maxModelFileBytes / 2 ** 20} MB`);
  const checkpoint = withoutResume(yield* decodeCheckpointInSteps(file));
  const msPerCharacter = yield* models.timeNetwork(checkpoint, now);
  const bytes = yield* encodeCheckpointInSteps(checkpoint);
  return { checkpoint: bytes, network: networkFacts(checkpoint), msPerCharacter };
}

/** @throws Error when the bytes are not a usable checkpoint. */
function* exportModel(checkpoint: Uint8Array, origin: ModelOrigin): Work<ExportedModel> {
  const decoded = yield* decodeCheckpointInSteps(checkpoint);
  const file = yield* encodeCheckpointInSteps({ ...withoutResume(decoded), origin });
  return { file, bitsPerChar: decoded.progress.bitsPerChar };
}
