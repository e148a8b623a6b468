// From which character of the text is looked back, and what was found of it: asks again for each other character, and takes
// only an answer that is about the one that is asked about now.
import type { Attribution } from '../../../../src/protocol/analyzer.ts';
import type { LensReport } from '../../../../src/protocol/learner.ts';
import type { Formats } from '../../ui/format.ts';
import { weightShades } from './unitActivity.ts';
import { saliencyPanel } from './saliencyPanel.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import type { HostConnection } from '../../state/hostConnection.ts';

/** Characters before the chosen one that are handed over. */
const lookedBackOver = 200;

export interface Saliency {
  readonly node: HTMLElement;
  /** Undefined: from nowhere yet. */
  readonly from: number | undefined;
  /** Whether an answer is known. */
  readonly isAnswered: boolean;
  /** Another text: what was asked and found of the one before is void. */
  read(report: LensReport): void;
  point(index: number | undefined): void;
  ask(): void;
  /** Whether something new was found. */
  update(findings: DashboardState['analyses']): boolean;
  /** A shade for each character that was looked back over, and where the first one stands. */
  shades(): readonly [shades: Int8Array, from: number];
}

export function saliency(format: Formats, wire: HostConnection): Saliency {
  const view = saliencyPanel(format, wire);
  let report: LensReport | undefined;
  let pointed: number | undefined;
  let found: Attribution | undefined;

  /** What stands before the chosen character in its own text. */
  function textBefore(index: number): readonly string[] {
    if (!report) return [];
    const start = report.starts.findLast((one) => one <= index) ?? 0;
    return report.characters.slice(Math.max(start, index - lookedBackOver), index);
  }

  return {
    node: view.node,
    get from() {
      return pointed;
    },
    get isAnswered() {
      return found !== undefined;
    },
    read(next) {
      if (report?.characters.length !== next.characters.length) pointed = found = undefined;
      report = next;
    },
    point(index) {
      pointed = index;
    },
    ask() {
      if (!report || pointed === undefined) return;
      const before = textBefore(pointed);
      const next = report.characters[pointed]!;
      // A character outside the vocabulary has no sign: nothing can be asked of it.
      if (before.length > 0 && next !== '') {
        wire.send({ type: 'analyze', query: { kind: 'attribution', text: before.join(''), next } });
      }
    },
    update(findings) {
      const { saliency } = findings;
      if (saliency === found && saliency !== undefined) return false;
      const fits = pointed !== undefined && saliency && saliency.text === textBefore(pointed).join('');
      if (fits) found = saliency;
      view.show(found, findings.error('attribution'));
      return fits === true;
    },
    shades() {
      const length = found ? Array.from(found.text).length : 0;
      return [found ? weightShades(found.weights) : new Int8Array(0), (pointed ?? 0) - length];
    },
  };
}
