// The rule for models: the active one changes only to a better one on the same held-out text, or because the user says so. Who excludes a file
// that it has learned says so for the next training from scratch. The model before a training from scratch, an import or a restored run stays
// as a run. While a training from scratch runs, it stays active.
import { l10n, window } from 'vscode';
import type { NetworkWithoutRun } from '../../protocol/runState.ts';
import { runId } from '../../protocol/runId.ts';
import { noAnnotations, type Run } from '../../protocol/runs.ts';
import { defaultTrainingSettings } from '../../protocol/settings.ts';
import { toSummary, validSettings } from '../../protocol/statedTraining.ts';
import { offer } from '../messages.ts';
import { bitsText } from '../numberText.ts';
import type { CheckpointSource } from '../processes/checkpointSource.ts';
import { storedValue } from '../storage/storedValue.ts';
import { isAnyExcluded } from '../workspace/excludedFiles.ts';
import type { WorkspaceState } from '../storage/workspaceState.ts';
import type { ModelParts } from './forgetModel.ts';

/** As the source: the active model, which is the newest one of the store while no earlier one is active. */
export interface EarlierModel extends CheckpointSource {
  /** Whether new weights wait for the end of the training, which may be interrupted. */
  readonly isActive: boolean;
  /** The id of its run, while it is active. */
  readonly run: string | undefined;
  /** Its score, as the dashboard shows it, while it is active. Undefined: it was not measured. */
  readonly bitsPerChar: number | undefined;
  /** Whether the newest training gave a worse network, which is not in use. Until the next training, or until the user chooses a network. */
  readonly isNewerSetAside: boolean;
  /** Stores the active model as a run, if there is one, so that another one can take its place. */
  keep(): Promise<void>;
  /** A training from scratch begins: the active model stays active until it ends. Returns it, if there is one. */
  compareWith(): Promise<Uint8Array | undefined>;
  /**
   * Looks whether a training from scratch was interrupted, here or in another window: the model before it stays active, also during the next
   * training, until one ends. Returns it.
   */
  restore(): Promise<Uint8Array | undefined>;
  /** The active model, while an interrupted training continues. Undefined: the training continues the active one. */
  readonly bytes: Uint8Array | undefined;
  dispose(): void;
}

/** Bits per character on the same held-out text. `earlierScore`: of the earlier model, as measured after its own training. */
export interface Comparison {
  readonly earlier: number;
  readonly newer: number;
  readonly earlierScore: number | undefined;
}

type Parts = Pick<
  ModelParts,
  'session' | 'store' | 'runs' | 'weights' | 'predictor' | 'history' | 'forgetting' | 'forgetAnalyses'
>;

interface KeptModel {
  /** The id of its run, and its score. */
  readonly id: string;
  readonly bitsPerChar: number | undefined;
  readonly bytes: Uint8Array;
  /** Paths of the files that it has learned. */
  readonly files: readonly string[];
  /** `Forgetting.epoch` before the bytes were read. */
  readonly epoch: string | undefined;
}

/** The id of the run, from the beginning of a training from scratch to its end. */
const storedKey = 'model before the training';
const setAsideKey = 'newer model set aside';

/**
 * `onChosen`: the earlier model is better. It is kept, and `other` is the run of the new one; or it knows a file that the user has excluded:
 * then it is replaced, and `other` is its run.
 */
export function watchEarlierModel(
  parts: Parts,
  memory: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>,
  onChosen: (comparison: Comparison, choice: 'kept' | 'replaced', other: string | undefined) => void,
  warn: (error: unknown) => void,
): EarlierModel {
  const { session, store, runs, weights, predictor, history, forgetting, forgetAnalyses } = parts;
  let active: KeptModel | undefined;
  /** The active model after an interruption, until a training ends. */
  let interrupted: KeptModel | undefined;
  /** The active model from the end of the training on, until the store has it again. */
  let unsaved: KeptModel | undefined;
  let hasNewWeights = false;

  function end(): void {
    active = interrupted = undefined;
    void memory.update(storedKey, undefined);
    noteSetAside(false);
  }

  function noteSetAside(isSetAside: boolean): void {
    if (isNewerSetAside() !== isSetAside) void memory.update(setAsideKey, isSetAside || undefined);
  }

  function isNewerSetAside(): boolean {
    return memory.get(setAsideKey) === true;
  }

  /** No training has begun. */
  function cancel(): void {
    active = interrupted;
    void memory.update(storedKey, interrupted?.id);
  }

  async function makeActive({ id, bytes, epoch }: KeptModel): Promise<void> {
    // The new model is stored as a run before.
    await history.flush();
    store.save(bytes, epoch);
    await store.close();
    if (await forgetting.isForgotten(epoch)) return;
    forgetAnalyses();
    const run = await runs.load(id);
    if (run) await history.show(run);
  }

  async function settle(newer: number | undefined, earlier: number | undefined): Promise<void> {
    if (!active) return;
    const kept = active;
    end();
    const comparison =
      newer !== undefined && earlier !== undefined && newer >= earlier
        ? { earlier, newer, earlierScore: kept.bitsPerChar }
        : undefined;
    if (hasNewWeights && (!comparison || isAnyExcluded(kept.files))) {
      await predictor.load(source);
      if (comparison) onChosen(comparison, 'replaced', kept.id);
      return;
    }
    const newId = history.current;
    noteSetAside(hasNewWeights);
    unsaved = kept;
    await makeActive(kept).finally(() => (unsaved = undefined));
    if (hasNewWeights) onChosen(comparison!, 'kept', newId);
  }

  const source: CheckpointSource = {
    pass: (work) => {
      const { bytes } = active ?? unsaved ?? {};
      return bytes ? work(bytes) : store.pass(work);
    },
  };

  const subscription = session.onEvent((event) => {
    if (event.type === 'prepared') {
      hasNewWeights = event.continued;
      noteSetAside(false);
    } else if (event.type === 'checkpoint') hasNewWeights = true;
    else if (event.type === 'ended') void settle(event.bitsPerChar, event.earlierBitsPerChar).catch(warn);
    else if (event.type === 'cleared') end();
    else if (event.type === 'preparationCancelled') cancel();
  });

  async function keep(): Promise<KeptModel | undefined> {
    const { epoch } = forgetting;
    const bytes = await store.load();
    if (!bytes) return undefined;
    await history.flush();
    const { networkWithoutRun, score } = session.state;
    const id = history.current ?? (await keepWithoutRun(networkWithoutRun));
    const files = [...history.learnedFiles];
    await weights.save(id, { bytes, files, epoch });
    return { id, bitsPerChar: score, bytes, files, epoch };
  }

  async function keepWithoutRun(network: NetworkWithoutRun | undefined): Promise<string> {
    const run = runWithoutTraining(network, Date.now());
    await runs.save(run);
    return run.summary.id;
  }

  return {
    ...source,
    get isActive() {
      return active !== undefined;
    },
    get run() {
      return active?.id;
    },
    get bitsPerChar() {
      return active?.bitsPerChar;
    },
    get isNewerSetAside() {
      return isNewerSetAside();
    },
    get bytes() {
      return active?.bytes;
    },
    keep: async () => {
      // The user replaces it: no earlier training from scratch counts any more.
      end();
      await keep();
    },
    compareWith: async () => {
      const newest = await keep();
      // The newest weights of an interrupted training are not the active ones.
      const kept = interrupted ?? newest;
      if (!kept || (await forgetting.isForgotten(kept.epoch))) return undefined;
      active = kept;
      await memory.update(storedKey, kept.id);
      return kept.bytes;
    },
    restore: async () => {
      await Promise.all([storedKey, setAsideKey].map((key) => memory.refresh(key)));
      const { epoch } = forgetting;
      const id = storedValue(memory, storedKey, runId);
      const [bytes, run, files = []] =
        id === undefined ? [] : await Promise.all([weights.load(id), runs.load(id), weights.learnedFiles(id)]);
      active = interrupted = bytes && { id: id!, bitsPerChar: run?.summary.bitsPerChar, bytes, files, epoch };
      return bytes;
    },
    dispose: () => subscription.dispose(),
  };
}

/** Offers the other choice: the run `other`. */
export function showChoice(
  { earlier, newer, earlierScore }: Comparison,
  choice: 'kept' | 'replaced',
  other: string | undefined,
): Promise<void> {
  const figures = [bitsText(earlier), bitsText(newer)] as const;
  const chosen =
    choice === 'kept'
      ? l10n.t(
          'The earlier model is better ({0} against {1} bits per character on the same text; lower is better), so it was kept.',
          ...figures,
        )
      : l10n.t(
          'The new model is used, although the earlier one is better ({0} against {1} bits per character on the same text; lower is better): that one knows a file that you excluded.',
          ...figures,
        );
  const text =
    earlierScore === undefined || bitsText(earlierScore) === bitsText(earlier)
      ? chosen
      : `${chosen} ${l10n.t('Its usual score of {0} was measured on the text of its own training.', bitsText(earlierScore))}`;
  const title = choice === 'kept' ? l10n.t('Use the new one') : l10n.t('Use the earlier one');
  const useOther = { title, command: 'hiddenState.restoreRun', arguments: [other] };
  return offer(window.showInformationMessage, text, ...(other === undefined ? [] : [useOther]));
}

/** A run without curves: of an imported network, or of one whose run was deleted. */
export function runWithoutTraining(network: NetworkWithoutRun | undefined, nowMs: number): Run {
  const startedMs = network?.importedMs ?? nowMs;
  const { cell, hiddenSize } = network ?? defaultTrainingSettings;
  const id = startedMs.toString(36);
  const name = network?.importedMs === undefined ? l10n.t('Earlier network') : l10n.t('Imported network');
  return {
    summary: {
      id,
      ...noAnnotations,
      name,
      startedMs,
      settings: {
        ...defaultTrainingSettings,
        ...validSettings(network?.training?.settings ?? {}),
        cell,
        hiddenSize,
      },
      ...toSummary(network?.training),
      engine: '',
      files: 0,
      bitsPerChar: network?.bitsPerChar,
      endReason: 'finished',
    },
    curves: { id, points: [], heldOut: [], markers: [], histograms: [] },
  };
}
