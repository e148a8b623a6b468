// The commands, each a line that says which part does it.
import { commands, Disposable, l10n, window } from 'vscode';
import type { CheckpointStore } from './checkpointStore.ts';
import { colourByUnit } from './colourCommand.ts';
import type { Dashboard } from './dashboardPanel.ts';
import type { EditorColours } from './editorColours.ts';
import type { Examination } from './examination.ts';
import { showMenu } from './menu.ts';
import type { PredictorClient } from './predictorClient.ts';
import type { RunStore } from './runStore.ts';
import type { Session } from './session.ts';
import { change, section } from './setting.ts';
import { settings } from './settings.ts';
import { train, type StartFrom } from './trainCommand.ts';

export interface Parts {
  readonly session: Session;
  readonly store: CheckpointStore;
  readonly runs: RunStore;
  readonly predictor: PredictorClient;
  readonly dashboard: Dashboard;
  readonly examination: Examination;
  readonly colours: EditorColours;
}

export function registerCommands(parts: Parts): Disposable {
  const { session, store, predictor, dashboard, examination, colours } = parts;
  const table: Record<string, (argument: unknown) => unknown> = {
    train: (from) => train(session, store, isStart(from) ? from : 'ask'),
    pause: () => session.pause(),
    resume: () => session.resume(),
    stop: () => session.stop(),
    showDashboard: () => dashboard.show(),
    showMenu: () => showMenu(session, predictor),
    forget: (confirmed) => forget(parts, confirmed === true),
    colourByUnit: (unit) => colourByUnit(colours, unit, async () => session.snapshot().lens ?? examination.lens()),
    stopColouring: () => colours.show(undefined),
    restartSuggestions: () => predictor.restart(),
    toggleSuggestions: () => toggleSuggestions(),
    toggleLanguage: () => toggleLanguage(),
  };
  return Disposable.from(
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(`${section}.${name}`, run)),
    session.onStanding(({ state }) => void commands.executeCommand('setContext', `${section}.state`, state)),
    colours.onChange((unit) => void commands.executeCommand('setContext', `${section}.colouring`, unit !== undefined)),
    predictor.onState((state) => void commands.executeCommand('setContext', `${section}.predictor`, state)),
  );
}

function isStart(value: unknown): value is StartFrom {
  return value === 'ask' || value === 'checkpoint' || value === 'nothing';
}

async function forget(
  { session, store, runs, predictor, examination, colours }: Parts,
  confirmed: boolean,
): Promise<void> {
  const yes = l10n.t('Forget');
  const question = l10n.t('Forget what was learnt in this workspace? The checkpoint is deleted.');
  if (!confirmed && (await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  session.forget();
  predictor.forget();
  examination.forget();
  colours.show(undefined);
  await Promise.all([store.forget(), runs.forget()]);
}

function toggleSuggestions(): Thenable<void> {
  return change(settings.enabled, !settings.enabled.value());
}

async function toggleLanguage(): Promise<void> {
  const language = window.activeTextEditor?.document.languageId;
  if (language === undefined) return;
  const now = settings.languages.value();
  await change(settings.languages, { ...now, [language]: !(now[language] ?? now['*'] ?? true) });
}
