// Registers the commands and the context keys that enable them.
import { commands, Disposable, Uri } from 'vscode';
import { statisticsCsv } from '../protocol/suggestionStatistics.ts';
import { setContext } from './contextKeys.ts';
import type { ExtensionParts } from './createParts.ts';
import { colorByUnit } from './dashboard/colorByUnit.ts';
import { saveExport } from './dashboard/dashboardRequests.ts';
import { fileCommands } from './training/fileCommands.ts';
import { forgetModel } from './training/forgetModel.ts';
import { restoreRun } from './training/restoreRun.ts';
import { acceptWord } from './suggestions/acceptWord.ts';
import { controlCommands } from './suggestions/controlCommands.ts';
import { learn } from './learning/learnCommand.ts';
import { explainNextEdit } from './nextEdit/explainNextEdit.ts';
import { explain } from './suggestions/explainCommand.ts';
import { registerAccessibilityHelp, showAccessibilityHelp } from './accessibilityHelp.ts';
import { showMenu } from './status/menu.ts';
import type { StatisticsStore } from './suggestions/statisticsStore.ts';
import { exportCheckpoint, importCheckpoint } from './training/exchangeCommands.ts';
import { removeEverything } from './removeEverything.ts';
import { section } from './setting.ts';
import { startsFrom, train, type StartFrom } from './training/trainCommand.ts';
import { toggleOneCore } from './training/powerMessages.ts';

export function registerCommands(parts: ExtensionParts): Disposable {
  const { session, predictor, dashboard, analysis, colors, snooze } = parts;
  const table: Record<string, (argument: unknown) => unknown> = {
    learn: () => learn(parts),
    train: (from) => train(parts, isStart(from) ? from : 'ask'),
    pause: () => session.pause(),
    resume: () => session.resume(),
    stop: () => session.stop(),
    toggleLearning: () => parts.learningPower.toggle(),
    toggleOneCore: () => toggleOneCore(parts.power),
    showDashboard: () => dashboard.show(),
    showMenu: () => showMenu(parts),
    accessibilityHelp: () => showAccessibilityHelp(),
    importCheckpoint: (file) => importCheckpoint(parts, file instanceof Uri ? file : undefined),
    exportCheckpoint: (file) => exportCheckpoint(parts, file instanceof Uri ? file : undefined),
    forget: (confirmed) => forgetModel(parts, confirmed === true),
    removeEverything: (confirmed) => removeEverything(parts, confirmed === true),
    ...fileCommands(parts),
    restoreRun: (id) => (typeof id === 'string' ? restoreRun(parts, id) : undefined),
    colorByUnit: (unit) =>
      colorByUnit(colors, unit, predictor.layers ?? 1, async () => session.state.lens ?? analysis.lens()),
    stopColoring: () => colors.show(undefined),
    restartSuggestions: () => predictor.restart(),
    exportStatistics: () => exportStatistics(parts.statistics),
    ...controlCommands(parts),
    acceptWord,
    explainSuggestion: () => explainNextEdit(parts.nextEdits) ?? explain(parts),
  };
  const setSnoozed = (): void => setContext('snoozed', snooze.until !== undefined);
  setSnoozed();
  return Disposable.from(
    registerAccessibilityHelp(),
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(`${section}.${name}`, run)),
    session.onStatus(({ status, isStopping }) => setContext('state', isStopping ? 'stopping' : status)),
    colors.onChange((now) => setContext('coloring', now !== undefined)),
    snooze.onChange(setSnoozed),
    predictor.onState((state) => setContext('predictor', state)),
  );
}

async function exportStatistics(statistics: StatisticsStore): Promise<void> {
  await statistics.save();
  const content = statisticsCsv(statistics.statistics);
  await saveExport({ name: 'suggestions-by-day.csv', content, encoding: 'utf8' });
}

function isStart(value: unknown): value is StartFrom {
  return startsFrom.some((start) => start === value);
}
