// The learner, told by messages what to do. It trains in slices and hears what came in between them.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { Engine, Reader } from '../engine/engine.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import { lensReport, type LensReport } from '../lens/lensReport.ts';
import { passagesOf } from '../lens/passages.ts';
import { unexpected, type Channel } from '../protocol/channel.ts';
import type { Baseline, LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { defaultSampling, type SamplingSettings, type TrainingSettings } from '../protocol/settings.ts';
import { baselines, baselineTexts } from './baselines.ts';
import type { StartBaselines } from './startBaselineThread.ts';
import { nextDue } from './throttle.ts';
import { prepareCorpus, type PreparedCorpus } from './prepareCorpus.ts';
import { recordActivity, sampleText } from './livePreview.ts';
import { scoredCharacters, startTraining, type Training } from './training.ts';

export interface LearnerEnvironment {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Lets messages come in, then goes on. */
  breathe(): Promise<void>;
  /** Counts texts beside the training: takes long. Not everywhere is a thread for it. */
  readonly startCounting?: StartBaselines;
}

const sliceMs = 40;
/** What is shown of the training. */
const paces = {
  activity: { everyMs: 500, part: 0.03 },
  sample: { everyMs: 3000, part: 0.02 },
  lens: { everyMs: 12_000, part: 0.04 },
};
type Shown = keyof typeof paces;
const allAtOnce = { activity: -Infinity, sample: -Infinity, lens: -Infinity };
const sampleCharacters = 240;
const activityCharacters = 96;
const activityWarmUp = 64;
/** Before, a training has more urgent things to do, and little to show. */
const lensNotBeforeMs = 3000;
/** What takes long is counted beside the training when it is this old, or this part of its budget: until then the first steps,
 * the first evaluations and the counting of the workspace want the cores. */
const compareAfterMs = 10_000;
const compareAfterPart = 0.2;

interface Run {
  readonly training: Training;
  readonly corpus: PreparedCorpus;
  /** A second reader: what is shown does not disturb what is trained. */
  readonly reader: Reader;
  readonly beganAt: number;
  readonly compareAfterMs: number;
  /** It has been measured on held-out text: there is something to look at, and to compare. */
  evaluated: boolean;
  /** The baselines that are known at once; undefined until somebody looks. */
  quick?: readonly Baseline[];
  /** Stops what is counted for the others; undefined until they were begun. */
  stopCounting?: () => void;
  /** The last look through the lens. */
  lens: LensReport | undefined;
}

export function createLearner(
  channel: Channel<ToLearner, LearnerEvent>,
  chooseEngine: (threads: number) => Promise<Engine>,
  { now, breathe, startCounting }: LearnerEnvironment,
): void {
  /** Settings of the training that was asked for last, while it is to go on. */
  let wanted: TrainingSettings | undefined;
  let run: Run | undefined;
  let paused = false;
  let watching = false;
  let sampling: SamplingSettings = defaultSampling;
  let prompt = '';
  let dueAt: Record<Shown, number> = { ...allAtOnce };
  let coin = coinOf(sampling.seed);
  let wake = (): void => undefined;

  function emit(event: LearnerEvent): void {
    // What is looked at when all is over is the network as it ended.
    if (event.type === 'ended' && run && watching) showLens(run);
    if (event.type === 'heldOut' && run) run.evaluated = true;
    channel.send(event);
  }

  channel.receive((message) => {
    obey(message);
    wake();
  });

  function obey(message: ToLearner): void {
    switch (message.type) {
      case 'train':
        return void train(message).catch((error: unknown) => {
          dismiss();
          emit({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
        });
      case 'pause':
        if (!run || paused) return;
        paused = true;
        run.training.pause();
        return emit({ type: 'state', state: 'paused' });
      case 'resume':
        if (!run || !paused) return;
        paused = false;
        run.training.resume();
        return emit({ type: 'state', state: 'training' });
      case 'stop':
        if (run) run.training.end('stopped');
        else if (wanted) emit({ type: 'ended', reason: 'stopped', bitsPerChar: undefined });
        return dismiss();
      case 'watch':
        watching = message.watching;
        return;
      case 'sampling':
        ({ sampling, prompt } = message);
        coin = coinOf(sampling.seed);
        dueAt.sample = -Infinity;
        return;
      default:
        unexpected(message);
    }
  }

  async function train({ texts, settings, checkpoint }: Extract<ToLearner, { type: 'train' }>): Promise<void> {
    dismiss();
    wanted = settings;
    const engine = await chooseEngine(settings.threads);
    if (wanted !== settings) return;
    const corpus = prepareCorpus(texts, settings.seed);
    const from = checkpoint && decodeCheckpoint(checkpoint);
    // A checkpoint keeps its cell and size.
    const { cell, hidden } = from?.shape ?? settings;
    const told = { ...settings, cell, hidden };
    emit({
      type: 'prepared',
      corpus: corpus.summary,
      settings: told,
      engine: engine.name,
      continued: from !== undefined,
    });
    const training = startTraining(corpus, settings, from, engine, now, emit);
    const mine: Run = {
      training,
      corpus,
      reader: engine.reader(training.shape),
      beganAt: now(),
      compareAfterMs: Math.min(compareAfterMs, compareAfterPart * 1000 * settings.seconds),
      evaluated: false,
      lens: undefined,
    };
    run = mine;
    dueAt.lens = mine.beganAt + lensNotBeforeMs;
    emit({ type: 'state', state: 'training' });
    while (run === mine) {
      if (!paused && !training.runSlice(sliceMs)) return dismiss();
      if (watching) show(mine);
      await (paused ? nextMessage() : breathe());
    }
  }

  /** While paused nothing is to be done until somebody says something. */
  function nextMessage(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  function show(mine: Run): void {
    const at = now();
    compare(mine, at);
    if (!paused && mine.evaluated && at >= dueAt.lens) paced('lens', () => showLens(mine));
    if (!paused && at >= dueAt.activity) paced('activity', () => showActivity(mine));
    if (at >= dueAt.sample && (!paused || dueAt.sample === -Infinity)) paced('sample', () => showSample(mine));
  }

  function paced(shown: Shown, work: () => void): void {
    const began = now();
    work();
    dueAt[shown] = nextDue(began, now(), paces[shown]);
  }

  /** The second reader, with the weights of now. */
  function readerOf({ training, reader }: Run): Reader {
    reader.writeParameters(training.parameters());
    return reader;
  }

  function showLens(mine: Run): void {
    const { vocabulary, heldOut } = mine.corpus;
    mine.lens = lensReport(readerOf(mine), vocabulary, passagesOf(heldOut), mine.lens);
    if (mine.lens) emit({ type: 'lens', lens: mine.lens });
  }

  function showActivity(mine: Run): void {
    const ids = mine.training.recentIds(activityWarmUp + activityCharacters);
    const activity = recordActivity(readerOf(mine), mine.corpus.vocabulary, ids, activityWarmUp);
    emit({ type: 'activity', activity });
  }

  function showSample(mine: Run): void {
    const text = sampleText(readerOf(mine), mine.corpus.vocabulary, prompt, sampleCharacters, sampling, coin);
    const { characters, elapsedMs } = mine.training.progress();
    emit({ type: 'sample', text, prompt, characters, elapsedMs });
  }

  /** The quick baselines at once, those of the counts when they have been counted. */
  function compare(mine: Run, at: number): void {
    if (!mine.quick) {
      mine.quick = baselines(mine.corpus, scoredCharacters);
      emit({ type: 'baselines', baselines: mine.quick });
    }
    const { quick } = mine;
    if (mine.stopCounting || !startCounting || !mine.evaluated || at - mine.beganAt < mine.compareAfterMs) return;
    mine.stopCounting = startCounting(baselineTexts(mine.corpus, scoredCharacters), (counted) => {
      if (run === mine) emit({ type: 'baselines', baselines: [...quick, ...counted] });
    });
  }

  function dismiss(): void {
    run?.stopCounting?.();
    run?.training.dispose();
    run?.reader.dispose();
    run = wanted = undefined;
    paused = false;
    dueAt = { ...allAtOnce };
  }
}

function coinOf(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  return () => uniformFloat64(random);
}
