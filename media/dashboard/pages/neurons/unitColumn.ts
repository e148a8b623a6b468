// The right column of the Neurons page: a search for units, the list of units, the most extreme activations of the chosen one, and
// the gates.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, render } from 'lit';
import type { NeuronsViewState } from '../../state/neuronsViewState.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element, inputValue } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { toggleButton } from '../../ui/toggleButton.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { extremeActivations } from './extremeActivations.ts';
import { gatePlots } from './gatePlots.ts';
import type { NeuronsSelection } from './neuronsSelection.ts';
import { unitList, unitRows, unitsTable } from './unitList.ts';

export interface UnitColumnEvents {
  unitChosen(unit: number): void;
  positionChosen(character: number): void;
  /** Text to find units for; '' removes the passage. */
  searched(text: string): void;
  allToggled(): void;
}

export function unitColumn(context: DashboardContext, events: UnitColumnEvents) {
  const { format } = context;
  const node = element('div', { class: 'neurons-units' });
  const gates = gatePlots(context, events.unitChosen);
  let selection: NeuronsSelection | undefined;
  const data: ChartData = {
    title: t('Units'),
    name: 'units',
    table: () => unitsTable(selection?.activity, selection?.report.order),
  };

  function draw(
    { report, activity, unit, passage }: NeuronsSelection,
    { all, find }: Pick<NeuronsViewState, 'all' | 'find'>,
  ): void {
    const tools = html`
      <button class="quiet toggle" type="button" ?hidden=${!passage} @click=${() => events.searched('')}>
        ${t('Clear the passage')}
      </button>
      ${toggleButton({
        label: t('All units'),
        isPressed: all,
        isHidden: passage !== undefined,
        clicked: events.allToggled,
      })}
      ${dataButton(context, data)}
    `;
    const list = unitList(
      {
        activity,
        rows: unitRows(activity, report.order, passage, all),
        hasPassage: passage !== undefined,
        chosen: unit,
        choose: events.unitChosen,
        tools,
      },
      format,
    );
    render(
      html`
        <vscode-textfield
          placeholder=${t('Find units by a text')}
          label=${t('Find units that respond to a text')}
          title=${t('Find units that respond to a text')}
          .value=${find}
          @input=${(event: Event) => events.searched(inputValue(event))}
        ></vscode-textfield>
        ${list} ${extremeActivations(activity, unit, format, events.positionChosen)} ${gates.node}
      `,
      node,
    );
  }

  return {
    node,
    show(next: NeuronsSelection, view: Pick<NeuronsViewState, 'all' | 'find'>): void {
      selection = next;
      gates.show(next.report, next.unit);
      draw(next, view);
    },
  };
}
