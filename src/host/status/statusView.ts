// The view in the activity bar, for users who do not use the command palette: the stage of the workspace, progress and quality of the
// training, why there are suggestions or none, and the main actions. It is empty while nothing is learned: then the editor shows the
// welcome text of package.json, with a button that starts the learning.
import {
  Disposable,
  EventEmitter,
  l10n,
  ThemeIcon,
  TreeItem,
  window,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import { shownBits } from '../../protocol/runScore.ts';
import { isRunning, partDone } from '../../protocol/runState.ts';
import type { Stage } from '../learning/workspaceStage.ts';
import { mainActions, type MainActionParts } from './mainActions.ts';
import { sizeText, statusText } from './statusText.ts';
import { isChosen } from '../setting.ts';
import { bitsText, wholePercent } from '../numberText.ts';
import { settings } from '../settings.ts';
import { activeProvider } from '../suggestions/otherProviders.ts';
import { silenceText } from '../suggestions/silenceText.ts';
import type { SuggestionControl } from '../suggestions/suggestionControl.ts';
import type { TrainingSession } from '../training/session.ts';

const statusViewId = 'hiddenState.status';

export interface StatusViewParts extends MainActionParts {
  readonly control: SuggestionControl;
}

/** One line of the view. */
interface Row {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** What a click or Enter runs. */
  readonly command?: string;
}

export class StatusView implements TreeDataProvider<Row>, Disposable {
  private readonly parts: StatusViewParts;
  private readonly changes = new EventEmitter<void>();
  private readonly view: TreeView<Row>;
  private readonly subscriptions: Disposable;
  private shown = '';

  readonly onDidChangeTreeData = this.changes.event;

  constructor(parts: StatusViewParts) {
    this.parts = parts;
    this.view = window.createTreeView(statusViewId, { treeDataProvider: this });
    const refresh = (): void => this.refresh();
    const { session, predictor, stage, control } = parts;
    this.subscriptions = Disposable.from(
      this.view,
      this.changes,
      session.onStatus(refresh),
      predictor.onState(refresh),
      stage.onChange(refresh),
      control.onChange(refresh),
      window.onDidChangeActiveTextEditor(refresh),
    );
  }

  getChildren(row?: Row): Row[] {
    return row ? [] : rows(this.parts);
  }

  getTreeItem({ id, icon, label, description, tooltip, command }: Row): TreeItem {
    const item = new TreeItem(label);
    item.id = id;
    item.iconPath = new ThemeIcon(icon);
    if (description !== undefined) item.description = description;
    if (command !== undefined) item.command = { command, title: label };
    item.tooltip = tooltip ?? [label, description].filter(Boolean).join(': ');
    item.accessibilityInformation = { label: item.tooltip, ...(command !== undefined && { role: 'button' }) };
    return item;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Only if a row differs: the state changes several times per second. */
  private refresh(): void {
    const now = JSON.stringify(rows(this.parts));
    if (now === this.shown) return;
    this.shown = now;
    this.changes.fire();
  }
}

function rows({ session, predictor, stage, control, consent }: StatusViewParts): Row[] {
  const { state } = session;
  const { current } = stage;
  const { status, failure } = state;
  if (current.kind === 'not learned' && !isRunning(state) && status !== 'failed') return [];
  const bits = shownBits(state, predictor.bitsPerChar);
  const percent = wholePercent(partDone(state));
  const isInTraining = status === 'training' || status === 'paused';
  const document = window.activeTextEditor?.document;
  const reason = document && control.reason(document);
  return [
    {
      id: 'state',
      ...stateRow(status, current),
      ...(failure !== undefined && { description: failure }),
      ...(isInTraining && { description: percent }),
      tooltip: statusText({ state, stage: current, predictor }).sentence,
    },
    ...(bits === undefined
      ? []
      : [
          {
            id: 'bits',
            icon: 'graph',
            label: l10n.t('Score'),
            description: l10n.t('{0} bits per character', bitsText(bits)),
            tooltip: l10n.t(
              'How well the network predicts text that it was not trained on: {0} bits per character. Lower is better.',
              bitsText(bits),
            ),
          },
        ]),
    {
      id: 'suggestions',
      icon: reason ? 'circle-slash' : 'sparkle',
      ...(reason
        ? { label: silenceText(reason, document.languageId) }
        : { label: l10n.t('Suggestions'), description: l10n.t('on') }),
      command: 'hiddenState.showMenu',
    },
    ...otherProviderRow(),
    ...mainActions({ session, predictor, stage, consent }).map((action) => ({ id: action.command, ...action })),
  ];
}

/** Until the user has chosen what to do beside another extension. */
function otherProviderRow(): Row[] {
  const other = activeProvider();
  if (other === undefined || isChosen(settings.suggestions.otherProviders)) return [];
  return [
    {
      id: 'other',
      icon: 'extensions',
      label: l10n.t('{0} suggests, too', other),
      description: l10n.t('choose'),
      command: 'hiddenState.chooseOtherProviders',
    },
  ];
}

function stateRow(status: TrainingSession['state']['status'], stage: Stage): Omit<Row, 'id'> {
  switch (status) {
    case 'preparing':
      return { icon: 'loading~spin', label: l10n.t('Reading the workspace') };
    case 'training':
      return { icon: 'loading~spin', label: l10n.t('Training') };
    case 'paused':
      return { icon: 'debug-pause', label: l10n.t('Training paused') };
    case 'failed':
      return { icon: 'error', label: l10n.t('Training failed') };
    case 'ended':
    case 'idle':
      return stageRow(stage);
  }
}

function stageRow(stage: Stage): Omit<Row, 'id'> {
  switch (stage.kind) {
    case 'not learned':
      return { icon: 'circle-outline', label: l10n.t('Not learned') };
    case 'learning':
      return {
        ...(stage.isPaused
          ? { icon: 'debug-pause', label: l10n.t('Learning paused') }
          : { icon: 'loading~spin', label: l10n.t('Learning') }),
        description: wholePercent(stage.done),
      };
    case 'learned':
      return { icon: 'check', label: l10n.t('Learned'), description: sizeText(stage.characters) };
    case 'trained':
      return { icon: 'check', label: l10n.t('Trained') };
  }
}
