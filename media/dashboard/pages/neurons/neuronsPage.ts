// The Neurons page: what single hidden units do. On the left the text, colored by the chosen unit, by one of its gates or by the
// attribution of a character. On the right the units, the most extreme activations of the chosen one, and the gates.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, render, type TemplateResult } from 'lit';
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import type { LensReport } from '../../../../src/protocol/learner.ts';
import { heatMapLegend } from '../../charts/heatMapLegend.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState } from '../../ui/section.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { caretAttribution } from './attribution.ts';
import { coloredText } from './coloredText.ts';
import { colorModeButtons } from './colorModes.ts';
import { editorColorToggle } from './editorColorToggle.ts';
import { extremeActivations } from './extremeActivations.ts';
import { gatePlots } from './gatePlots.ts';
import type { ColorMode, NeuronsViewState } from './neuronsViewState.ts';
import { extremePositions, occurrences, selectActivity, unitShades, type UnitActivity } from './unitActivity.ts';
import { unitDescription } from './unitDescription.ts';
import { unitHeatMap } from './unitHeatMap.ts';
import { activityTable, unitList, unitRows, unitsTable } from './unitList.ts';
import './neuronsPage.css';

/** The first attribution is about an extreme activation among this many that has this many characters before it. */
const [initialCandidates, initialContext] = [12, 60];

export function neuronsPage(context: DashboardContext): View {
  const { connection, format } = context;
  const node = element('section', { class: 'neurons', 'aria-label': t('Neurons') });
  let state: DashboardState | undefined;
  let report: LensReport | undefined;
  /** [characters], the passage to find units for. */
  let passage: readonly boolean[] | undefined;
  let chosen: number | undefined;
  /** The unit of the view state at the last draw. */
  let storedUnit: number | undefined;
  let isRequested = false;

  const text = coloredText(t('Held-out text, colored by the chosen unit'), {
    selected: (from, to) => {
      if (!report || mode() === 'attribution') return;
      passage = report.characters.map((_, index) => index >= from && index < to);
      update();
    },
    caretMoved: (index) => {
      heatMap.moveCaret(index);
      attribution.moveCaret(index);
      if (mode() === 'attribution') attribution.request();
    },
  });
  const attribution = caretAttribution(context);
  const heatMap = unitHeatMap(context, (unit, character) => {
    goTo(character);
    choose(unit);
  });
  const gates = gatePlots(context, choose);
  const activityData: ChartData = {
    title: t('Activation of the unit'),
    name: 'activity',
    table: () => activityTable(activity(), chosen),
  };
  const unitsData: ChartData = {
    title: t('Units'),
    name: 'units',
    table: () => unitsTable(activity(), report?.order),
  };

  /** The stored mode if the cell has such a gate. */
  function mode(): ColorMode {
    const wanted = connection.view.neurons.mode;
    const isAvailable = wanted === 'attribution' || !report || report.gates.some(({ gate }) => gate === wanted);
    return isAvailable ? wanted : 'unit';
  }

  function activity(): UnitActivity | undefined {
    return report && selectActivity(report, mode());
  }

  function goTo(character: number): void {
    text.moveCaret(character);
    heatMap.moveCaret(character);
  }

  function updateView(change: Partial<NeuronsViewState>): void {
    connection.updateView({ neurons: { ...connection.view.neurons, ...change } });
  }

  function choose(unit: number): void {
    chosen = storedUnit = unit;
    updateView({ unit });
    showUnit();
  }

  function chooseMode(next: ColorMode): void {
    updateView({ mode: next });
    update();
  }

  function find(wanted: string): void {
    updateView({ find: wanted });
    markFound();
    update();
  }

  function markFound(): void {
    const wanted = connection.view.neurons.find;
    passage = wanted === '' || !report ? undefined : occurrences(report, wanted);
    if (!passage) text.mark([]);
  }

  /** After a change of report, mode or passage: chooses a unit if none is valid, and shows it. */
  function update(): void {
    const shown = activity();
    if (!report || !shown) return;
    if (passage) text.mark(passage);
    const isKnown = chosen !== undefined && chosen < report.hidden;
    if (!isKnown || passage) {
      chosen = unitRows(shown, report.order, passage, connection.view.neurons.all)[0]?.unit ?? report.order[0] ?? 0;
    }
    if (mode() === 'attribution' && !attribution.isKnown) requestFirstAttribution(report);
    showUnit();
  }

  function requestFirstAttribution(current: LensReport): void {
    if (attribution.caret === undefined && current.names.length > 0) {
      const positions = extremePositions(selectActivity(current, 'unit'), chosen!, 1, initialCandidates);
      attribution.moveCaret(positions.find((position) => position >= initialContext) ?? positions[0]);
    }
    goTo(attribution.caret ?? 0);
    attribution.request();
  }

  function showUnit(): void {
    const shown = activity();
    if (!report || !shown || chosen === undefined) return;
    shadeText();
    heatMap.show(shown, report.order, chosen);
    gates.show(report, chosen);
    redraw();
  }

  function shadeText(): void {
    const shown = activity();
    if (!shown || chosen === undefined) return;
    if (mode() === 'attribution') text.shade(...attribution.shades());
    else text.shade(unitShades(shown, chosen));
  }

  /** What the editors would be colored by. */
  function selection(): EditorChoices['coloring'] {
    const gate = activity()?.gate;
    return chosen === undefined ? undefined : { unit: chosen, ...(gate && { gate }) };
  }

  function textColumn(shown: UnitActivity, current: LensReport): TemplateResult {
    const isAttribution = mode() === 'attribution';
    text.node.classList.toggle('short', isAttribution);
    attribution.node.hidden = !isAttribution;
    const tools = html`
      ${editorColorToggle(context, state?.choices?.coloring, selection())} ${dataButton(context, activityData)}
    `;
    return html`
      <div class="neurons-text">
        ${colorModeButtons(
          mode(),
          current.gates.map(({ gate }) => gate),
          chooseMode,
          tools,
        )}
        <div class="unit-description" ?hidden=${isAttribution}>
          <p aria-live="polite">${unitDescription(shown, chosen ?? 0, format)}</p>
          ${heatMapLegend()}
        </div>
        ${text.node}
        <p class="hint" ?hidden=${isAttribution}>
          ${t('Select a passage to find the units that respond to it. Arrow keys move the caret; with Shift they select.')}
        </p>
        ${attribution.node} ${heatMap.node}
      </div>
    `;
  }

  function unitColumn(shown: UnitActivity, current: LensReport): TemplateResult {
    const { all, find: wanted } = connection.view.neurons;
    const tools = html`
      <button class="quiet toggle" type="button" ?hidden=${!passage} @click=${() => find('')}>
        ${t('Clear the passage')}
      </button>
      ${toggleButton({
        label: t('All units'),
        isPressed: all,
        isHidden: passage !== undefined,
        clicked: () => {
          updateView({ all: !all });
          update();
        },
      })}
      ${dataButton(context, unitsData)}
    `;
    return html`
      <div class="neurons-units">
        <vscode-textfield
          placeholder=${t('Find units that respond to a text')}
          label=${t('Find units that respond to a text')}
          .value=${wanted}
          @input=${(event: Event) => find(inputValue(event))}
        ></vscode-textfield>
        ${unitList(
          {
            activity: shown,
            rows: unitRows(shown, current.order, passage, all),
            hasPassage: passage !== undefined,
            chosen,
            choose,
            tools,
          },
          format,
        )}
        ${extremeActivations(shown, chosen ?? 0, format, goTo)} ${gates.node}
      </div>
    `;
  }

  function redraw(): void {
    const shown = activity();
    if (!state) return;
    render(
      shown && report
        ? html`${textColumn(shown, report)} ${unitColumn(shown, report)}`
        : html`
            <div>
              ${emptyState(
                t(
                  'Train the network to see what each hidden unit does on held-out text, and which units have a name. Results appear after a few seconds of training.',
                ),
                true,
              )}
              ${analyzeButton(context, state, 'lens', t('Analyze the units'))}
            </div>
          `,
      node,
    );
  }

  /** After a restart there is a network but no report. Requests it once. */
  function requestReport({ hasSnapshot, status }: DashboardState): void {
    if (isRequested || !hasSnapshot || status === 'training' || status === 'preparing') return;
    isRequested = true;
    connection.send({ type: 'analyze', query: { kind: 'lens' } });
  }

  function readReport(next: LensReport): void {
    const isOtherText = report?.characters.length !== next.characters.length;
    report = next;
    text.read(report);
    attribution.read(report);
    if (isOtherText) markFound();
    update();
  }

  let shownColoring: EditorChoices['coloring'];
  return {
    node,
    themeChanged: heatMap.themeChanged,
    draw(current) {
      state = current;
      const { lens, analyses, choices } = current;
      node.classList.toggle('is-empty', lens === undefined);
      if (!lens) {
        report = undefined;
        redraw();
        return requestReport(current);
      }
      const { unit } = connection.view.neurons;
      const isOtherUnit = unit !== storedUnit;
      if (isOtherUnit) chosen = storedUnit = unit;
      if (attribution.update(analyses)) shadeText();
      if (lens !== report) return readReport(lens);
      if (isOtherUnit) showUnit();
      else if (choices?.coloring !== shownColoring) redraw();
      shownColoring = choices?.coloring;
    },
  };
}
