// The predictor as a program: connects it to the host, with Node's clock and the packaged models.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { bytesOf, draftFiles } from '../disk/draftFiles.ts';
import { freeBytes } from '../model/freeBytes.ts';
import { learningAssets, loadPackagedModels } from '../model/packagedModels.ts';
import {
  predictorHostEvents,
  type PredictorApi,
  type PredictorHost,
  type PredictorOptions,
} from '../protocol/predictor.ts';
import { connect } from '../protocol/rpc.ts';
import { hostPort } from '../processes/hostPort.ts';
import { createQueue } from '../processes/queue.ts';
import { turns } from '../processes/turns.ts';
import { createPredictor } from './predictor.ts';
import { stateCodec } from './stateCodec.ts';

const { port, options, usage } = hostPort();
// Only the host starts it, with options of this type or none.
const { pretrained = false, drafts, maxMemoryMb } = (options ?? {}) as Partial<PredictorOptions>;

const { models } = await loadPackagedModels(pretrained, brotliDecompressSync, maxMemoryMb);
const predictor = createPredictor({
  models,
  ...turns,
  onTextsForgotten: () => host.textsForgotten(),
  onStaleLines: () => host.staleLines(),
  onReplaced: () => host.earlierForgotten(),
  onProgress: (done) => host.learningProgress(done),
  onCalibrated: (thresholds) => host.calibrated(thresholds),
  ...(drafts !== undefined && {
    keeping: {
      version: learnedVersion(),
      codec: stateCodec,
      files: draftFiles(drafts),
      onState: (draft: string, epoch: string | undefined) => host.learned(draft, epoch),
      onError: (message: string) => host.notKept(message),
    },
  }),
});
/** One that is read from a file takes longer than one that was passed: the last request counts, not the last that is ready. */
const inOrder = createQueue();
const { remote: host } = connect<PredictorHost>(
  port,
  // A thread's own copy of the message is not needed any more.
  {
    ...predictor,
    load: (content) =>
      inOrder(async () => {
        const checkpoint = await bytesOf(content);
        return predictor.load(checkpoint).finally(() => freeBytes(checkpoint));
      }),
  } satisfies PredictorApi,
  { events: predictorHostEvents, usage },
);

/**
 * The version of a kept state: it changes with every build of the programs that decide what is learned and how. The predictor has the
 * kernel, the masker the rules for secrets and excluded text. Their other modules have names that change with their content.
 */
function learnedVersion(): string {
  const hash = createHash('sha256');
  for (const name of ['predictor.mjs', 'masker.mjs']) hash.update(readFileSync(new URL(name, import.meta.url)));
  for (const bytes of learningAssets) hash.update(bytes);
  return `${hash.digest('hex')}${pretrained ? '' : ' without pretrained data'}`;
}
