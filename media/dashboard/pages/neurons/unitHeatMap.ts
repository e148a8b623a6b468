// All units, or all gates of one kind, over the text up to the caret as a heat map: one row per unit, similar units side by side.
// The chosen unit and the character at the caret are framed.
import type { Activity, LensReport } from '../../../../src/protocol/learner.ts';
import { heatMapPanel } from '../../charts/heatMapPanel.ts';
import { varyingUnits, type VaryingUnits } from '../../charts/varyingUnits.ts';
import { t } from '../../ui/localization.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { gateNames } from './gateNames.ts';
import type { UnitActivity } from './unitActivity.ts';

/** `choose`: the user has selected a unit and a character. */
export function unitHeatMap(context: DashboardContext, choose: (unit: number, character: number) => void) {
  const { format } = context;
  let gate: UnitActivity['gate'];
  let values: UnitActivity['values'] | undefined;
  /** Activations over the whole text. */
  let whole: Activity | undefined;
  let rows: VaryingUnits | undefined;
  let unit = 0;
  let caret: number | undefined;
  const panel = heatMapPanel(
    context,
    {
      name: 'unit-heat-map',
      title: t('All units over the text'),
      explanation: t(
        'The activation of each unit after each character, as the distance from its mean. Similar units are side by side.',
      ),
      label: t(
        'All units over the text up to the cursor: a row for each unit, a column for each character. Arrow keys read values, Enter chooses the unit.',
      ),
      emptyText: '',
    },
    {
      summary: ({ activity: { hidden }, rows: { units } }) =>
        gate
          ? t('{0} of {1} gates of this kind vary', units.length, hidden)
          : t('{0} of {1} units vary over the text', units.length, hidden),
      describe: (number, symbol, value) =>
        gate
          ? t('{0} of unit {1} after “{2}”: {3}', gateNames[gate], number + 1, symbol, format.percent(value))
          : t('unit {0} after “{1}”: {2}', number + 1, symbol, format.signed(value)),
      selected: choose,
      resized: showText,
    },
  );

  function showText(): void {
    if (!whole || !rows) return;
    const end = Math.max(panel.columns(whole).count, (caret ?? -1) + 1);
    const activity = { ...whole, characters: whole.characters.slice(0, end) };
    const row = rows.units.indexOf(unit);
    const at = row < 0 ? undefined : { row, character: caret ?? activity.characters.length - 1 };
    panel.show({ activity, rows, at }, gate && t('All gates of this kind over the text'));
  }

  return {
    node: panel.node,
    show(next: UnitActivity, order: LensReport['order'], chosen: number): void {
      unit = chosen;
      if (values !== next.values) {
        const { characters, hidden, full } = next;
        whole = { characters, hidden, values: Float32Array.from(next.values, (value) => value / full) };
        rows = varyingUnits(whole, order);
      }
      ({ gate, values } = next);
      showText();
    },
    moveCaret(character: number | undefined): void {
      caret = character;
      showText();
    },
    themeChanged: panel.themeChanged,
  };
}
