// The left column of the Neurons page: the text, colored by the chosen unit, by one of its gates or by the attribution of a
// character, and all units over the text.
import { html, render, type TemplateResult } from 'lit';
import type { EditorChoices } from '../../../../src/protocol/dashboard.ts';
import { heatMapLegend } from '../../charts/heatMapPanel.ts';
import type { AnalysisResults } from '../../state/analysisResults.ts';
import type { ColorMode } from '../../state/neuronsViewState.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { caretAttribution } from './attribution.ts';
import { coloredText } from './coloredText.ts';
import { colorModeButtons } from './colorModes.ts';
import type { NeuronsSelection } from './neuronsSelection.ts';
import { extremePositions, selectActivity, unitShades } from './unitActivity.ts';
import { unitDescription } from './unitDescription.ts';
import { unitHeatMap } from './unitHeatMap.ts';
import { activityTable } from './unitList.ts';

/** The first attribution is about an extreme activation among this many that has this many characters before it. */
const [initialCandidates, initialContext] = [12, 60];

export interface TextColumnEvents {
  modeChosen(mode: ColorMode): void;
  /** The user has selected the characters [from, to). */
  passageSelected(from: number, to: number): void;
  unitChosen(unit: number): void;
}

export function textColumn(context: DashboardContext, events: TextColumnEvents) {
  const node = element('div', { class: 'neurons-text' });
  let selection: NeuronsSelection | undefined;
  const text = coloredText(t('Held-out text, colored by the chosen unit'), {
    selected(from, to) {
      if (selection?.mode !== 'attribution') events.passageSelected(from, to);
    },
    caretMoved(index) {
      heatMap.moveCaret(index);
      attribution.moveCaret(index);
      if (selection?.mode !== 'attribution') return;
      attribution.request();
      if (!attribution.isKnown) shadeText(selection);
    },
  });
  const attribution = caretAttribution(context);
  const heatMap = unitHeatMap(context, (unit, character) => {
    goTo(character);
    events.unitChosen(unit);
  });
  const data: ChartData = {
    title: t('Activation of the unit'),
    name: 'activity',
    table: () => activityTable(selection?.activity, selection?.unit),
  };

  function goTo(character: number): void {
    text.moveCaret(character);
    heatMap.moveCaret(character);
  }

  function requestFirstAttribution({ report, unit }: NeuronsSelection): void {
    if (attribution.caret === undefined && report.names.length > 0) {
      const positions = extremePositions(selectActivity(report, 'unit'), unit, 1, { count: initialCandidates });
      // The network predicts no character that it does not know.
      const known = positions.filter((position) => report.characters[position] !== '');
      attribution.moveCaret(known.find((position) => position >= initialContext) ?? known[0]);
    }
    goTo(attribution.caret ?? 0);
    attribution.request();
  }

  function shadeText({ mode, activity, unit }: NeuronsSelection): void {
    if (mode === 'attribution') text.shade(...attribution.shades());
    else text.shade(unitShades(activity, unit));
  }

  function draw({ report, mode, activity, unit }: NeuronsSelection, coloring: Coloring): void {
    const isAttribution = mode === 'attribution';
    const { gate } = activity;
    text.node.classList.toggle('short', isAttribution);
    attribution.node.hidden = !isAttribution;
    const tools = html`
      ${editorColorToggle(context, coloring, { unit, ...(gate && { gate }) })} ${dataButton(context, data)}
    `;
    const gates = report.gates.map((one) => one.gate);
    render(
      html`
        ${colorModeButtons(mode, gates, events.modeChosen, tools)}
        <div class="unit-description" ?hidden=${isAttribution}>
          <p aria-live="polite">${unitDescription(activity, unit, context.format)}</p>
          ${heatMapLegend()}
        </div>
        ${text.node}
        <p class="hint" ?hidden=${isAttribution}>
          ${t('Select a passage to find the units that respond to it. Arrow keys move the cursor; with Shift they select.')}
        </p>
        ${attribution.node} ${heatMap.node}
      `,
      node,
    );
  }

  return {
    node,
    /** `coloring`: what colors the editors now. */
    show(next: NeuronsSelection, coloring: Coloring): void {
      const { report, mode, activity, unit, passage } = next;
      if (report !== selection?.report) {
        text.read(report);
        attribution.read(report);
      }
      if (passage !== selection?.passage) text.mark(passage ?? []);
      selection = next;
      if (mode === 'attribution' && !attribution.isKnown) requestFirstAttribution(next);
      shadeText(next);
      heatMap.show(activity, report.order, unit);
      draw(next, coloring);
    },
    /** Shows a new attribution of the character at the caret. */
    update(analyses: AnalysisResults): void {
      if (attribution.update(analyses) && selection) shadeText(selection);
    },
    goTo,
    themeChanged: heatMap.themeChanged,
  };
}

type Coloring = EditorChoices['coloring'];

/**
 * The button that colors the text of the editors by the chosen unit or gate, and removes the colors again. `current`: what colors the
 * editors now. `chosen`: what the page shows.
 */
function editorColorToggle({ connection }: DashboardContext, current: Coloring, chosen: Coloring): TemplateResult {
  const isShown = current !== undefined && current.unit === chosen?.unit && current.gate === chosen.gate;
  const button = toggleButton({
    label: t('Color the editor'),
    iconName: 'symbol-color',
    isPressed: isShown,
    clicked: () => connection.send({ type: 'color', ...(!isShown && { coloring: chosen }) }),
  });
  return html`<span data-needs="editor">${button}</span>`;
}
