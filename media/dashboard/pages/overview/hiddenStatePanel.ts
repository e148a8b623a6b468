// The hidden state as a heat map: one row per varying unit, one column per recent character. The color is the distance from the
// unit's mean activation.
import type { Activity } from '../../../../src/protocol/learner.ts';
import { heatMapPanel } from '../../charts/heatMapPanel.ts';
import { varyingUnits } from '../../charts/varyingUnits.ts';
import { t } from '../../ui/localization.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

export function hiddenStatePanel(context: DashboardContext): View {
  const { format, openUnit } = context;
  let drawn: readonly [activity: Activity | undefined, order: Uint16Array | undefined] | undefined;
  const panel = heatMapPanel(
    context,
    {
      name: 'hidden-state',
      title: t('Hidden state'),
      explanation: t(
        'What happens inside the network while it reads text: a row for each of its units, the numbers that it remembers with, and a column for each character. The color shows how active a unit is. Units that never change are left out.',
      ),
      label: t(
        'Hidden state: a row for each unit, a column for each of the last characters read. Arrow keys read values, Enter opens the unit.',
      ),
      emptyText: t('While the network trains, this shows what happens inside it.'),
    },
    {
      summary: ({ activity }, columns) =>
        t(
          'The network keeps what it has read in {0} numbers (its units). Below are those that change while it reads the last {1} characters.',
          activity.hidden,
          columns,
        ),
      describe: (unit, symbol, value) => t('unit {0} after “{1}”: {2}', unit + 1, symbol, format.signed(value)),
      selected: openUnit,
    },
  );
  return {
    node: panel.node,
    draw({ lens, run: { activity } }) {
      const order = lens?.hidden === activity?.hidden ? lens?.order : undefined;
      if (drawn && drawn[0] === activity && drawn[1] === order) return;
      drawn = [activity, order];
      panel.show(activity && { activity, rows: varyingUnits(activity, order) });
    },
    themeChanged: panel.themeChanged,
  };
}
