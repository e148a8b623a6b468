// Requests the attribution of the character at the caret. Ignores answers about another character.
import type { Attribution } from '../../../../src/protocol/analyzer.ts';
import type { LensReport } from '../../../../src/protocol/learner.ts';
import type { AnalysisResults } from '../../state/analysisResults.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { attributionPanel } from './attributionPanel.ts';
import { attributionQuery } from './attributionQuery.ts';
import { weightShades } from './unitActivity.ts';

export interface CaretAttribution {
  readonly node: HTMLElement;
  /** Index of the character at the caret. Undefined: none was chosen. */
  readonly caret: number | undefined;
  readonly isKnown: boolean;
  /** A new report. Attributions of another text are dropped. */
  read(report: LensReport): void;
  moveCaret(index: number | undefined): void;
  /** Requests the attribution at the caret, or shows why there is none. */
  request(): void;
  /** Whether there is a new attribution for the caret. */
  update(analyses: AnalysisResults): boolean;
  /** Shades of the attributed characters, and the index of the first one. */
  shades(): readonly [shades: Int8Array, from: number];
}

export function caretAttribution(context: DashboardContext): CaretAttribution {
  const panel = attributionPanel(context);
  let report: LensReport | undefined;
  let caret: number | undefined;
  let known: Attribution | undefined;

  const query = () => (report && caret !== undefined ? attributionQuery(report, caret) : undefined);

  return {
    node: panel.node,
    get caret() {
      return caret;
    },
    get isKnown() {
      return known !== undefined;
    },
    read(next) {
      if (report?.characters.length !== next.characters.length) caret = known = undefined;
      report = next;
    },
    moveCaret(index) {
      caret = index;
    },
    request() {
      const asked = query();
      if (asked === undefined) return;
      if (typeof asked === 'object') {
        context.connection.send({
          type: 'analyze',
          query: { kind: 'attribution', text: asked.before, next: asked.next },
        });
        return;
      }
      known = undefined;
      panel.show(asked, undefined);
    },
    update(analyses) {
      const asked = query();
      if (typeof asked === 'string') return false;
      const attribution = analyses.result('attribution')?.attribution;
      const isNew = attribution !== undefined && attribution !== known && attribution.text === asked?.before;
      if (isNew) known = attribution;
      panel.show(known, analyses.error('attribution'));
      return isNew;
    },
    shades() {
      const length = known ? Array.from(known.text).length : 0;
      return [known ? weightShades(known.weights) : new Int8Array(0), (caret ?? 0) - length];
    },
  };
}
