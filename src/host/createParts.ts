// Creates the parts of the extension in the host. Each function in `parts/` creates those of one task, of what the functions before it
// have created.
import { commands, type Disposable, type ExtensionContext, type LogOutputChannel, type Uri } from 'vscode';
import { DashboardPanel } from './dashboard/dashboardPanel.ts';
import { resourceMeters } from './dashboard/resourceMeters.ts';
import { createLearning } from './parts/learning.ts';
import { createPrograms } from './parts/programs.ts';
import { createStorage } from './parts/storage.ts';
import { createSuggestions } from './parts/suggestions.ts';
import { createTraining } from './parts/training.ts';
import type { WindowContext } from './parts/window.ts';
import { StatusView } from './status/statusView.ts';
import type { WorkspaceState } from './storage/workspaceState.ts';
import { WorkspaceChanges } from './workspace/workspaceChanges.ts';

export type ExtensionParts = ReturnType<typeof createParts>;

/** `folder`: the storage folder of the workspace; undefined where the window has none. */
export function createParts(
  context: ExtensionContext,
  folder: Uri | undefined,
  state: WorkspaceState,
  log: LogOutputChannel,
) {
  const own = <Part extends Disposable>(part: Part): Part => (context.subscriptions.push(part), part);
  const warn = (error: unknown): void => log.warn(String(error));
  const host: WindowContext = { context, folder, state, log, warn, own };

  const storage = createStorage(host);
  const programs = createPrograms(host, storage);
  const learning = createLearning(host, storage, programs);
  const training = createTraining(host, storage, programs, learning);
  const created = { ...storage, ...programs, ...learning, ...training };
  const suggestions = createSuggestions(host, created);

  const meters = resourceMeters(training.meters, folder);
  const act = (action: string): void => void commands.executeCommand(`hiddenState.${action}`);
  /** Of the extension. */
  const { version } = context.extension.packageJSON as { readonly version: string };
  return {
    ...created,
    ...suggestions,
    context,
    state,
    version,
    changes: own(new WorkspaceChanges()),
    dashboard: own(new DashboardPanel({ ...created, meters, act }, context.extensionUri)),
    statusView: own(new StatusView({ ...created, control: suggestions.control })),
  };
}
