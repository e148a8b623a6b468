// Registers the commands and the context keys that enable them.
import { commands, Disposable, Uri, type ExtensionContext } from 'vscode';
import { colorByUnit } from './dashboard/colorByUnit.ts';
import type { DashboardPanel } from './dashboard/dashboardPanel.ts';
import { forgetModel, forgetFile } from './training/forgetModel.ts';
import { restoreRun, type RestoreRunParts } from './training/restoreRun.ts';
import { controlCommands, type ControlParts } from './suggestions/controlCommands.ts';
import { showMenu } from './menu.ts';
import type { NextEditController } from './nextEdit/nextEditController.ts';
import { exportCheckpoint, importCheckpoint, type ExchangeParts } from './training/exchangeCommands.ts';
import { removeEverything } from './training/removeEverything.ts';
import { section } from './setting.ts';
import type { StatusView } from './statusView.ts';
import { train, type StartFrom, type TrainParts } from './training/trainCommand.ts';
import type { WorkspaceState } from './training/workspaceState.ts';

export interface ExtensionParts extends RestoreRunParts, TrainParts, ControlParts, ExchangeParts {
  readonly storage: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri' | 'globalState'>;
  readonly state: WorkspaceState;
  readonly dashboard: DashboardPanel;
  readonly statusView: StatusView;
  readonly nextEdits: NextEditController;
}

export function registerCommands(parts: ExtensionParts): Disposable {
  const { session, predictor, dashboard, analysis, colors, snooze } = parts;
  const table: Record<string, (argument: unknown) => unknown> = {
    train: (from) => train(parts, isStart(from) ? from : 'ask'),
    pause: () => session.pause(),
    resume: () => session.resume(),
    stop: () => session.stop(),
    showDashboard: () => dashboard.show(),
    showMenu: () => showMenu(parts),
    importCheckpoint: (file) => importCheckpoint(parts, file instanceof Uri ? file : undefined),
    exportCheckpoint: (file) => exportCheckpoint(parts, file instanceof Uri ? file : undefined),
    forget: (confirmed) => forgetModel(parts, confirmed === true),
    removeEverything: (confirmed) => removeEverything(parts, confirmed === true),
    forgetFile: (path) => (typeof path === 'string' ? forgetFile(parts, path) : undefined),
    restoreRun: (id) => (typeof id === 'string' ? restoreRun(parts, id) : undefined),
    colorByUnit: (unit) =>
      colorByUnit(colors, unit, predictor.layers ?? 1, async () => session.state.lens ?? analysis.lens()),
    stopColoring: () => colors.show(undefined),
    restartSuggestions: () => predictor.restart(),
    ...controlCommands(parts),
  };
  const setSnoozed = (): void =>
    void commands.executeCommand('setContext', `${section}.snoozed`, snooze.until !== undefined);
  setSnoozed();
  return Disposable.from(
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(`${section}.${name}`, run)),
    session.onStatus(({ status }) => void commands.executeCommand('setContext', `${section}.state`, status)),
    colors.onChange((now) => void commands.executeCommand('setContext', `${section}.coloring`, now !== undefined)),
    snooze.onChange(() => setSnoozed()),
    predictor.onState((state) => void commands.executeCommand('setContext', `${section}.predictor`, state)),
  );
}

function isStart(value: unknown): value is StartFrom {
  return value === 'ask' || value === 'checkpoint' || value === 'nothing';
}
