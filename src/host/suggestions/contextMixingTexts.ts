// Keeps what the predictor counts at what the files of the workspace say: all of them when a training begins or something
// trained is found at the start, the nearest already while the others are being read; each again when it is saved, added or
// changed from outside; all anew, without those left out, when the settings say which files belong, or with what counting
// starts. What was deleted is forgotten when the next training begins. Only where the mixture speaks: the network alone
// counts nothing.
import { Disposable, workspace, type LogOutputChannel, type Uri } from 'vscode';
import { collect, type NearestTexts } from '../../corpus/collect.ts';
import type { RunState } from '../../protocol/runState.ts';
import type { SourceText } from '../../corpus/sourceText.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from '../training/session.ts';
import { corpusLimits, settings } from '../settings.ts';
import { pathOf, workspaceRoots } from '../workspace/workspaceFiles.ts';

/** Many files may change at once. */
const waitMs = 1000;

export function updateContextMixing(
  session: TrainingSession,
  predictor: PredictorClient,
  log: LogOutputChannel,
): Disposable {
  const changed = new Set<string>();
  let counted = false;
  let readingAll = false;
  /** How often other files came to belong; and how often before the training's preparation began to read. */
  let rounds = 0;
  let preparedIn = 0;
  let isPreparing = false;
  let timer: NodeJS.Timeout | undefined;
  const isWanted = (): boolean => settings.suggestions.model.value() === 'mixture' && workspace.isTrusted;

  function learnAll(texts: readonly SourceText[]): void {
    counted = true;
    if (texts.length > 0) predictor.learnAll(texts);
  }

  function learnNearest({ texts, expectedCharacters }: NearestTexts): void {
    predictor.learn(texts, { expectedCharacters });
  }

  /** All there is. What is asked for meanwhile comes after it. */
  async function readAll(): Promise<void> {
    const asked = rounds;
    // Meanwhile all may be forgotten, or other files belong.
    const isStillWanted = (): boolean => predictor.state === 'ready' && asked === rounds;
    readingAll = true;
    try {
      const { texts } = await collect(workspaceRoots(), {
        ...corpusLimits(),
        onNearest: (nearest) => {
          if (isStillWanted()) learnNearest(nearest);
        },
      });
      if (isStillWanted()) learnAll(texts);
    } finally {
      readingAll = false;
      wake();
    }
  }

  async function readChanged(): Promise<void> {
    const only = new Set(changed);
    changed.clear();
    const { texts } = await collect(workspaceRoots(), { ...corpusLimits(), only });
    if (predictor.state === 'ready' && texts.length > 0) predictor.learn(texts);
  }

  function read(): void {
    timer = undefined;
    (counted ? readChanged() : readAll()).catch((error: unknown) => log.warn(String(error)));
  }

  function wake(): void {
    if (!isWanted() || predictor.state !== 'ready' || (counted && changed.size === 0)) return;
    // The training that is being prepared reads all there is, and hands it over.
    if (!counted && (readingAll || session.state.status === 'preparing')) return;
    timer ??= setTimeout(read, counted ? waitMs : 0);
  }

  /** Other files belong to the corpus now: what was counted of those that do not is forgotten. */
  function countAnew(): void {
    rounds++;
    if (!counted) return;
    counted = false;
    predictor.forgetTexts().catch((error: unknown) => log.warn(String(error)));
    wake();
  }

  function note(uri: Uri): void {
    if (isWanted() && (predictor.state !== 'empty' || session.isRunning)) changed.add(pathOf(uri));
    wake();
  }

  function stand({ status }: RunState): void {
    if (status === 'preparing' && !isPreparing) preparedIn = rounds;
    isPreparing = status === 'preparing';
    wake();
  }

  /** Whether what a preparation hands over is what belongs; if not, all is read once it is over. */
  const isUpToDate = (): boolean => isWanted() && preparedIn === rounds;

  const watcher = workspace.createFileSystemWatcher('**/*', false, false, true);
  return Disposable.from(
    watcher,
    watcher.onDidCreate(note),
    watcher.onDidChange(note),
    settings.suggestions.model.onChange(wake),
    settings.files.exclude.onChange(countAnew),
    settings.files.include.onChange(countAnew),
    settings.suggestions.pretrained.onChange(countAnew),
    workspace.onDidChangeWorkspaceFolders(countAnew),
    workspace.onDidGrantWorkspaceTrust(wake),
    session.onStatus(stand),
    session.onNearest((nearest) => {
      if (isUpToDate() && !counted) learnNearest(nearest);
    }),
    session.onCorpus(({ texts }) => {
      if (isUpToDate()) learnAll(texts);
    }),
    predictor.onState((state) => {
      if (state !== 'empty') return wake();
      counted = false;
      changed.clear();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
