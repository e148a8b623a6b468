// The table of a run's events: evaluations and markers, the newest first.
import type { RunState } from '../../../../src/protocol/runState.ts';
import { itemsOf } from '../../../../src/protocol/series.ts';
import { markerTexts } from '../../charts/annotations.ts';
import type { Table } from '../../ui/csv.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

/** The best weights are saved at once: their evaluation and their checkpoint are one row. */
export function eventTable(run: Pick<RunState, 'heldOut' | 'markers'>, format: Formats): Table {
  const heldOut = itemsOf(run.heldOut);
  const bestSteps = new Set(heldOut.flatMap(({ best, step }) => (best ? [step] : [])));
  const evaluations = heldOut.map((point) => ({
    ...point,
    bits: format.bits(point.bitsPerChar),
    event: point.best ? t('evaluated: best so far, saved') : t('evaluated'),
  }));
  const others = run.markers
    .filter(({ kind, step }) => kind !== 'checkpoint' || !bestSteps.has(step))
    .map((marker) => ({ ...marker, bits: '', event: markerTexts[marker.kind] }));
  const rows = [...evaluations, ...others]
    .sort((one, other) => other.step - one.step)
    .map(({ elapsedMs, step, characters, bits, event }) => [
      format.duration(elapsedMs),
      format.whole(step),
      format.compact(characters),
      bits,
      event,
    ]);
  return { columns: [t('Time'), t('Step'), t('Characters'), t('Bits per character'), t('Event')], rows };
}
