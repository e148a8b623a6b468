// What the dashboard shows in a browser, and what its buttons do there: trainings on the same texts, one after another, or a network
// that was trained before. What belongs to an editor (open a file, color a text, stored runs) does nothing here.
import type { SourceText, ExcludedFile } from '../../corpus/sourceText.ts';
import { previewCharacters } from '../../learner/recipe.ts';
import { decodeCheckpoint } from '../../model/network/checkpoint.ts';
import { networkFacts } from '../../model/network/networkFacts.ts';
import type { FromDashboard, ToDashboard } from '../../protocol/dashboard.ts';
import type { LearnerEvent, SampleOptions } from '../../protocol/learner.ts';
import { parseDashboardMessage } from '../../protocol/parseDashboardMessage.ts';
import { applyRunEvent, type RunEvent } from '../../protocol/runEvents.ts';
import { initialRunState, isRunning } from '../../protocol/runState.ts';
import { lastOf } from '../../protocol/series.ts';
import { defaultSampling, settingsTable, type TrainingSettings } from '../../protocol/settings.ts';
import { localLearner } from '../learn.ts';
import { sampleCheckpoint } from '../sample.ts';
import { createLocalAnalyses } from './analyses.ts';

/** What a training learns from. */
export interface TrainingInput {
  readonly texts: readonly SourceText[];
  readonly excluded: readonly ExcludedFile[];
  readonly settings: TrainingSettings;
}

export interface UiSession {
  /** What a page needs when it opens. */
  snapshot(): readonly ToDashboard[];
  /** A message of a page; one that is not valid is ignored. */
  receive(message: unknown): void;
  /** Whether a page is open: samples and activity are computed only then. */
  watch(isWatched: boolean): void;
  /** Shows that the folder is being read. */
  prepare(): void;
  /** Trains, from the checkpoint if there is one. The training goes on in the background. */
  train(input: TrainingInput, checkpoint?: Uint8Array): void;
  /** Shows a network without its training. */
  showNetwork(checkpoint: Uint8Array): void;
  /** Resolves with the best checkpoint when no training runs any more; with undefined if there is none. */
  stop(): Promise<Uint8Array | undefined>;
}

export function createSession(send: (message: ToDashboard) => void, onEnd: (error?: string) => void): UiSession {
  let run = initialRunState;
  let input: TrainingInput | undefined;
  let checkpoint: Uint8Array | undefined;
  let whenEnded = (): void => undefined;
  const learner = localLearner(receiveFromLearner);
  const analyses = createLocalAnalyses(
    () => checkpoint && { checkpoint, texts: input?.texts ?? [] },
    (event) => send({ type: 'analysis', event }),
  );

  function apply(event: RunEvent): void {
    run = applyRunEvent(run, event);
    send({ type: 'event', event });
  }

  function receiveFromLearner(event: LearnerEvent): void {
    if (event.type === 'resumePoint') return;
    if (event.type === 'prepared') {
      const ledger = [...event.corpus.ledger, ...(input?.excluded ?? [])];
      return apply({ ...event, corpus: { ...event.corpus, ledger } });
    }
    if (event.type === 'checkpoint') {
      checkpoint = event.checkpoint;
      analyses.reset();
      return apply({ type: 'checkpoint' });
    }
    apply(event);
    if (event.type !== 'ended' && event.type !== 'failed') return;
    whenEnded();
    onEnd(event.type === 'failed' ? event.message : undefined);
  }

  function begin(given: TrainingInput, from: Uint8Array | undefined): void {
    input = given;
    void learner.train({ texts: given.texts, settings: given.settings, ...(from && { checkpoint: from }) });
  }

  function act(action: Extract<FromDashboard, { type: 'action' }>['action']): void {
    if (action === 'train' && input && !isRunning(run)) begin(input, checkpoint);
    else if (action === 'pause' || action === 'resume' || action === 'stop') learner[action]();
  }

  async function sample({ sampling, prompt }: SampleOptions): Promise<void> {
    learner.setSampleOptions({ sampling, prompt });
    apply({ type: 'sampleOptions', sampling, prompt });
    if (isRunning(run) || !checkpoint) return;
    const text = await sampleCheckpoint(checkpoint, { ...sampling, prompt, characters: previewCharacters.sample });
    const { characters, elapsedMs } = lastOf(run.points) ?? { characters: 0, elapsedMs: 0 };
    apply({ type: 'sample', text, prompt, characters, elapsedMs });
  }

  return {
    snapshot: () => {
      const { default: confidence } = settingsTable.suggestions.confidence;
      const choices = { confidence, coloring: undefined, excludedFiles: [], isTrusted: true };
      return [
        { type: 'snapshot', snapshot: { run, analyses: analyses.results, choices } },
        { type: 'runs', runs: [], current: undefined, inUse: undefined, restorable: [] },
      ];
    },
    receive: (raw) => {
      const message = parseDashboardMessage(raw);
      if (message?.type === 'action') act(message.action);
      else if (message?.type === 'sampling') void sample(message);
      else if (message?.type === 'analyze') void analyses.ask(message.query);
      else if (message?.type === 'cancelAnalysis') analyses.cancel(message.kind);
    },
    watch: (isWatched) => learner.setWatching(isWatched),
    prepare: () => apply({ type: 'preparing' }),
    train: begin,
    showNetwork: (bytes) => {
      const network = networkFacts(decodeCheckpoint(bytes));
      checkpoint = bytes;
      apply({ type: 'networkWithoutRun', network });
      void sample({ sampling: defaultSampling, prompt: '' });
    },
    stop: async () => {
      if (isRunning(run)) {
        const ended = new Promise<void>((resolve) => (whenEnded = resolve));
        learner.stop();
        await ended;
      }
      return checkpoint;
    },
  };
}
