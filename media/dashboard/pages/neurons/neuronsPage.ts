// The Neurons page: what single hidden units do. On the left the text with its colors, on the right the units. The page holds the
// selection, which the columns show and change.
import { html, render } from 'lit';
import type { LensReport } from '../../../../src/protocol/learner.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { NeuronsViewState } from '../../state/neuronsViewState.ts';
import { analyzeButton, needsNetwork } from '../../ui/analyzeButton.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, firstTraining } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { availableMode, selectionOf, type NeuronsSelection } from './neuronsSelection.ts';
import { textColumn } from './textColumn.ts';
import { occurrences } from './unitActivity.ts';
import { unitColumn } from './unitColumn.ts';
import './neuronsPage.css';

type Passage = NeuronsSelection['passage'];

export function neuronsPage(context: DashboardContext): View {
  const { connection } = context;
  const node = element('section', { class: 'neurons', 'aria-label': t('Neurons') });
  let state: DashboardState | undefined;
  let selection: NeuronsSelection | undefined;
  /** The unit of the view state at the last draw. */
  let storedUnit: number | undefined;
  let shownColoring: unknown;
  let isRequested = false;

  const text = textColumn(context, {
    modeChosen: (mode) => changeView({ mode }, selection?.passage),
    passageSelected(from, to) {
      if (selection) select(selection.report, passageOf(selection.report, from, to));
    },
    unitChosen: chooseUnit,
  });
  const units = unitColumn(context, {
    unitChosen: chooseUnit,
    positionChosen: text.goTo,
    searched: (find) => changeView({ find }, selection && found(selection.report, find)),
    allToggled: () => changeView({ all: !connection.view.neurons.all }, selection?.passage),
  });

  function changeView(change: Partial<NeuronsViewState>, passage: Passage): void {
    connection.updateView({ neurons: { ...connection.view.neurons, ...change } });
    if (selection) select(selection.report, passage);
  }

  function chooseUnit(unit: number): void {
    storedUnit = unit;
    connection.updateView({ neurons: { ...connection.view.neurons, unit } });
    if (selection) show({ ...selection, unit });
  }

  /** With a passage, the unit that responds most to it. */
  function select(report: LensReport, passage: Passage): void {
    const { mode, all } = connection.view.neurons;
    const unit = passage ? undefined : (selection?.unit ?? storedUnit);
    show(selectionOf(report, availableMode(report, mode), passage, { unit, all }));
  }

  function show(next: NeuronsSelection): void {
    selection = next;
    shownColoring = state?.choices?.coloring;
    text.show(next, state?.choices?.coloring);
    units.show(next, connection.view.neurons);
    render(html`${text.node} ${units.node}`, node);
  }

  function showEmpty(current: DashboardState): void {
    selection = undefined;
    render(
      html`
        <div>
          ${emptyState(
            needsNetwork(current)
              ? firstTraining(
                  current.run,
                  t(
                    'Train the network to see what each hidden unit does on held-out text, and which units have a name.',
                  ),
                )
              : t('What each hidden unit does on held-out text, and which units have a name.'),
            true,
          )}
          ${analyzeButton(context, current, 'lens', t('Analyze the units'))}
        </div>
      `,
      node,
    );
  }

  /** After a restart there is a network but no report. Requests it once. */
  function requestReport(current: DashboardState): void {
    const { status } = current.run;
    if (needsNetwork(current)) isRequested = false;
    else if (!isRequested && status !== 'training' && status !== 'preparing') {
      isRequested = true;
      connection.send({ type: 'analyze', query: { kind: 'lens' } });
    }
  }

  return {
    node,
    themeChanged: text.themeChanged,
    draw(current) {
      state = current;
      const { lens, analyses, choices } = current;
      node.classList.toggle('is-empty', lens === undefined);
      if (!lens) {
        showEmpty(current);
        return requestReport(current);
      }
      const { unit } = connection.view.neurons;
      const isOtherUnit = unit !== storedUnit;
      storedUnit = unit;
      text.update(analyses);
      if (lens !== selection?.report) {
        const isOtherText = selection?.report.characters.length !== lens.characters.length;
        if (isOtherUnit && selection && unit !== undefined) selection = { ...selection, unit };
        select(lens, isOtherText ? found(lens, connection.view.neurons.find) : selection?.passage);
      } else if (isOtherUnit && unit !== undefined) show({ ...selection, unit });
      else if (choices?.coloring !== shownColoring) show(selection);
    },
  };
}

/** The occurrences of a text that the user searches for. */
function found(report: LensReport, text: string): Passage {
  return text === '' ? undefined : occurrences(report, text);
}

/** Marks the characters [from, to). */
function passageOf({ characters }: LensReport, from: number, to: number): readonly boolean[] {
  return characters.map((_, index) => index >= from && index < to);
}
