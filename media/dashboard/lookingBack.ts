// From which character of the text is looked back, and what was found of it: asks again for each other character, and takes
// only an answer that is about the one that is asked about now.
import type { LookedBack } from '../../src/protocol/examiner.ts';
import type { LensReport } from '../../src/protocol/learner.ts';
import type { Formats } from './format.ts';
import { weightShades } from './lensReading.ts';
import { lookBackView } from './lookBackView.ts';
import type { Story } from './story.ts';
import type { Wire } from './wire.ts';

/** Characters before the chosen one that are handed over. */
const lookedBackOver = 200;

export interface LookingBack {
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
  hear(findings: Story['findings']): boolean;
  /** A shade for each character that was looked back over, and where the first one stands. */
  shades(): readonly [shades: Int8Array, from: number];
}

export function lookingBack(format: Formats, wire: Wire): LookingBack {
  const view = lookBackView(format, wire);
  let report: LensReport | undefined;
  let pointed: number | undefined;
  let found: LookedBack | undefined;

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
        wire.send({ type: 'examine', question: { kind: 'look back', text: before.join(''), next } });
      }
    },
    hear(findings) {
      const { lookedBack } = findings;
      if (lookedBack === found && lookedBack !== undefined) return false;
      const fits = pointed !== undefined && lookedBack && lookedBack.text === textBefore(pointed).join('');
      if (fits) found = lookedBack;
      view.show(found, findings.trouble('look back'));
      return fits === true;
    },
    shades() {
      const length = found ? Array.from(found.text).length : 0;
      return [found ? weightShades(found.weights) : new Int8Array(0), (pointed ?? 0) - length];
    },
  };
}
