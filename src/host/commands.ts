// Registers the commands and the context keys that enable them.
import { commands, Disposable, window } from 'vscode';
import { colorByUnit } from './dashboard/colorByUnit.ts';
import type { DashboardPanel } from './dashboard/dashboardPanel.ts';
import { forgetModel, forgetFile, type ModelParts } from './training/forgetModel.ts';
import type { InlineCompletions } from './suggestions/inlineCompletions.ts';
import { showMenu } from './menu.ts';
import { change, section } from './setting.ts';
import { settings } from './settings.ts';
import { train, type StartFrom, type TrainParts } from './training/trainCommand.ts';

export interface ExtensionParts extends ModelParts, TrainParts {
  readonly dashboard: DashboardPanel;
  readonly completions: InlineCompletions;
}

export function registerCommands(parts: ExtensionParts): Disposable {
  const { session, predictor, dashboard, analysis, colors } = parts;
  const table: Record<string, (argument: unknown) => unknown> = {
    train: (from) => train(parts, isStart(from) ? from : 'ask'),
    pause: () => session.pause(),
    resume: () => session.resume(),
    stop: () => session.stop(),
    showDashboard: () => dashboard.show(),
    showMenu: () => showMenu(session, predictor),
    forget: (confirmed) => forgetModel(parts, confirmed === true),
    forgetFile: (path) => (typeof path === 'string' ? forgetFile(parts, path) : undefined),
    colorByUnit: (unit) => colorByUnit(colors, unit, async () => session.state.lens ?? analysis.lens()),
    stopColoring: () => colors.show(undefined),
    restartSuggestions: () => predictor.restart(),
    toggleSuggestions: () => toggleSuggestions(),
    toggleLanguage: () => toggleLanguage(),
  };
  return Disposable.from(
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(`${section}.${name}`, run)),
    session.onStatus(({ status }) => void commands.executeCommand('setContext', `${section}.state`, status)),
    colors.onChange((now) => void commands.executeCommand('setContext', `${section}.coloring`, now !== undefined)),
    predictor.onState((state) => void commands.executeCommand('setContext', `${section}.predictor`, state)),
  );
}

function isStart(value: unknown): value is StartFrom {
  return value === 'ask' || value === 'checkpoint' || value === 'nothing';
}

function toggleSuggestions(): Thenable<void> {
  return change(settings.suggestions.enabled, !settings.suggestions.enabled.value());
}

async function toggleLanguage(): Promise<void> {
  const language = window.activeTextEditor?.document.languageId;
  if (language === undefined) return;
  const now = settings.suggestions.languages.value();
  await change(settings.suggestions.languages, { ...now, [language]: !(now[language] ?? now['*'] ?? true) });
}
