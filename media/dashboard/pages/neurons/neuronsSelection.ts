// What both columns of the Neurons page show: the report, what colors the text, the chosen unit, and the passage to find units for.
import type { LensReport } from '../../../../src/protocol/learner.ts';
import type { ColorMode } from '../../state/neuronsViewState.ts';
import { selectActivity, type UnitActivity } from './unitActivity.ts';
import { unitRows } from './unitList.ts';

export interface NeuronsSelection {
  readonly report: LensReport;
  readonly mode: ColorMode;
  /** The activity of the units, or of the gates that color the text. */
  readonly activity: UnitActivity;
  readonly unit: number;
  /** [characters]. Undefined: no passage. */
  readonly passage: readonly boolean[] | undefined;
}

/** The wanted mode if the cell has such a gate. */
export function availableMode({ gates }: LensReport, wanted: ColorMode): ColorMode {
  return wanted === 'attribution' || gates.some(({ gate }) => gate === wanted) ? wanted : 'unit';
}

/** The selection with a unit of the report: the wanted one if there is one, or else the first of the list. */
export function selectionOf(
  report: LensReport,
  mode: ColorMode,
  passage: readonly boolean[] | undefined,
  { unit, all }: { readonly unit: number | undefined; readonly all: boolean },
): NeuronsSelection {
  const activity = selectActivity(report, mode);
  const first = () => unitRows(activity, report.order, passage, all)[0]?.unit ?? report.order[0] ?? 0;
  return { report, mode, activity, passage, unit: unit !== undefined && unit < report.hidden ? unit : first() };
}
