// Requests the attribution of the character at the caret. Ignores answers about another character.
import type { Attribution } from '../../../../src/protocol/analyzer.ts';
import type { LensReport } from '../../../../src/protocol/learner.ts';
import type { AnalysisResults } from '../../state/analysisResults.ts';
import type { DashboardContext } from '../../ui/view.ts';
import { attributionPanel } from './attributionPanel.ts';
import { weightShades } from './unitActivity.ts';

/** Characters before the caret that are sent. */
const maxCharacters = 200;

export interface CaretAttribution {
  readonly node: HTMLElement;
  /** Index of the character at the caret. Undefined: none was chosen. */
  readonly caret: number | undefined;
  readonly isKnown: boolean;
  /** A new report. Attributions of another text are dropped. */
  read(report: LensReport): void;
  moveCaret(index: number | undefined): void;
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

  /** The characters before this index, in the same text. */
  function textBefore(index: number): readonly string[] {
    if (!report) return [];
    const start = report.starts.findLast((one) => one <= index) ?? 0;
    return report.characters.slice(Math.max(start, index - maxCharacters), index);
  }

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
      if (!report || caret === undefined) return;
      const before = textBefore(caret);
      const next = report.characters[caret]!;
      // '' stands for a character outside the vocabulary, which has no prediction.
      if (before.length === 0 || next === '') return;
      context.connection.send({ type: 'analyze', query: { kind: 'attribution', text: before.join(''), next } });
    },
    update(analyses) {
      const attribution = analyses.result('attribution')?.attribution;
      if (attribution === known && attribution !== undefined) return false;
      const isForCaret = caret !== undefined && attribution?.text === textBefore(caret).join('');
      if (isForCaret) known = attribution;
      panel.show(known, analyses.error('attribution'));
      return isForCaret;
    },
    shades() {
      const length = known ? Array.from(known.text).length : 0;
      return [known ? weightShades(known.weights) : new Int8Array(0), (caret ?? 0) - length];
    },
  };
}
