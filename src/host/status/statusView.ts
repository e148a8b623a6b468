// The view in the activity bar, for users who do not use the command palette: the stage of the workspace, progress and quality of the
// training, why there are suggestions or none, and the main actions. It is empty while nothing is learned: then the editor shows the
// welcome text of package.json, with a button that starts the learning.
import { isDeepStrictEqual } from 'node:util';
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
import { isRunning, partDone, type RunState } from '../../protocol/runState.ts';
import type { Stage } from '../learning/workspaceStage.ts';
import { mainActions, type MainActionParts } from './mainActions.ts';
import {
  earlierInUse,
  interruptedNotUsed,
  isTraining,
  scoreShown,
  sizeText,
  statusText,
  type ModelInUse,
} from './statusText.ts';
import { isChosen } from '../setting.ts';
import { bitsText, wholePercent } from '../numberText.ts';
import { settings } from '../settings.ts';
import { activeProvider } from '../suggestions/otherProviders.ts';
import { silenceText } from '../suggestions/silenceText.ts';
import type { SuggestionControl } from '../suggestions/suggestionControl.ts';

const statusViewId = 'hiddenState.status';
/** The editor shows a change after 200 ms without another one. More frequent changes would appear late, or never. */
const intervalMs = 300;

export interface StatusViewParts extends MainActionParts {
  readonly control: SuggestionControl;
  readonly earlierModel: ModelInUse;
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

/** The elements are the ids of the rows, so that a changed row is sent at once, and the editor need not ask for all of them again. */
export class StatusView implements TreeDataProvider<string>, Disposable {
  private readonly parts: StatusViewParts;
  private readonly changes = new EventEmitter<string[] | undefined>();
  private readonly view: TreeView<string>;
  private readonly subscriptions: Disposable;
  private shown: readonly Row[] = [];
  private timer: NodeJS.Timeout | undefined;
  private lastMs = -Infinity;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(parts: StatusViewParts) {
    this.parts = parts;
    this.view = window.createTreeView(statusViewId, { treeDataProvider: this });
    const refresh = (): void => this.refreshSoon();
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

  getChildren(id?: string): string[] {
    return id === undefined ? rows(this.parts).map((row) => row.id) : [];
  }

  getTreeItem(id: string): TreeItem {
    const row = rows(this.parts).find((each) => each.id === id);
    // The row is gone; the editor has not asked for the others yet.
    if (!row) return new TreeItem('');
    const { icon, label, description, tooltip, command } = row;
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
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  /** The state changes several times per second. */
  private refreshSoon(): void {
    this.timer ??= setTimeout(() => this.refresh(), this.lastMs + intervalMs - performance.now());
  }

  /** Only the rows that differ. */
  private refresh(): void {
    this.timer = undefined;
    const before = this.shown;
    const now = (this.shown = rows(this.parts));
    const areSameIds = before.length === now.length && before.every(({ id }, index) => id === now[index]!.id);
    const changed = now.filter((row, index) => !isDeepStrictEqual(row, before[index]));
    if (changed.length === 0 && areSameIds) return;
    this.lastMs = performance.now();
    this.changes.fire(areSameIds ? changed.map(({ id }) => id) : undefined);
  }
}

function rows({ session, predictor, stage, control, consent, earlierModel }: StatusViewParts): Row[] {
  const { state } = session;
  const { current } = stage;
  const { status, failure } = state;
  if (current.kind === 'not learned' && !isRunning(state) && status !== 'failed') return [];
  const bits = scoreShown({ state, predictor, earlierModel });
  const isNewShown = earlierModel.isActive && isTraining(state);
  const percent = wholePercent(partDone(state));
  const isInTraining = !state.isStopping && (status === 'training' || status === 'paused');
  const document = window.activeTextEditor?.document;
  const reason = control.reason(document);
  return [
    {
      id: 'state',
      ...stateRow(state, current),
      ...(failure !== undefined && { description: failure }),
      ...(isInTraining && { description: percent }),
      tooltip: statusText({ state, stage: current, predictor, earlierModel }).sentence,
    },
    ...(bits === undefined
      ? []
      : [
          {
            id: 'bits',
            icon: 'graph',
            label: isNewShown ? l10n.t('Score of the new network') : l10n.t('Score'),
            description: l10n.t('{0} bits per character (lower is better)', bitsText(bits)),
            tooltip: [
              l10n.t(
                'How well the network predicts text that it was not trained on: {0} bits per character. Lower is better.',
                bitsText(bits),
              ),
              originText(state, earlierModel),
            ]
              .filter((each) => each !== '')
              .join(' '),
          },
        ]),
    {
      id: 'suggestions',
      icon: reason ? 'circle-slash' : 'sparkle',
      ...(reason
        ? { label: silenceText(reason, document?.languageId ?? '') }
        : { label: l10n.t('Suggestions'), description: l10n.t('on') }),
      command: 'hiddenState.showMenu',
    },
    ...otherProviderRow(),
    ...mainActions({ session, predictor, stage, consent }).map((action) => ({ id: action.command, ...action })),
  ];
}

/** Of which network the score is, where that is not the one in use. '' where there is nothing to say. */
function originText(state: RunState, earlierModel: ModelInUse): string {
  if (!earlierModel.isActive) return '';
  if (isTraining(state)) return earlierInUse(earlierModel.bitsPerChar);
  return isRunning(state) || state.trainsElsewhere ? '' : interruptedNotUsed();
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

function stateRow({ status, isStopping }: Pick<RunState, 'status' | 'isStopping'>, stage: Stage): Omit<Row, 'id'> {
  if (isStopping) return { icon: 'loading~spin', label: l10n.t('Stopping') };
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
