// Splits the training files once more: confidence thresholds are chosen on files that are neither learned nor scored.
import { fnv1a } from '../model/network/fnv1a.ts';
import { totalLength } from '../model/trainingText.ts';
import type { ReplayedText } from './record.ts';

export interface ThresholdSplit<Text> {
  readonly learned: readonly Text[];
  /** Thresholds are chosen here. These texts are learned as they are replayed. */
  readonly calibration: readonly ReplayedText[];
}

/** UTF-16 units of the calibration texts: enough for stable thresholds, and quick to replay. */
const maxLength = 20_000;
/** The same as a share of the training text. */
const maxShare = 0.1;
/** From this number of files on, whole files are split off. */
const minFiles = 5;

/** Splits off about a tenth of the files, chosen by a hash of the path; with few files, the last tenth of each. */
export function splitForThresholds<Text extends ReplayedText>(texts: readonly Text[]): ThresholdSplit<Text> {
  const total = totalLength(texts);
  const largest = Math.max(0, ...texts.map(({ text }) => text.length));
  const wanted = Math.min(maxLength, total * maxShare);
  if (texts.length < minFiles || largest > total / 2) return splitOffEnds(texts, wanted / Math.max(1, total));
  const ordered = [...texts].sort((a, b) => hashOf(a.path) - hashOf(b.path));
  const calibration = new Set<Text>();
  let length = 0;
  for (const text of ordered) {
    if (length >= wanted) break;
    if (text.text.length > 2 * wanted) continue;
    calibration.add(text);
    length += text.text.length;
  }
  return { learned: texts.filter((text) => !calibration.has(text)), calibration: [...calibration] };
}

function splitOffEnds<Text extends ReplayedText>(texts: readonly Text[], share: number): ThresholdSplit<Text> {
  const cuts = texts.map((text) => ({
    text,
    cut: lineStartAfter(text.text, Math.floor(text.text.length * (1 - share))),
  }));
  return {
    learned: cuts.map(({ text, cut }) => ({ ...text, text: text.text.slice(0, cut) })),
    calibration: cuts.map(({ text: { path, text }, cut }) => ({
      path,
      text: text.slice(cut),
      before: text.slice(0, cut),
    })),
  };
}

/** The start of the line after `at`. No character is cut there. */
function lineStartAfter(text: string, at: number): number {
  return text.lastIndexOf('\n', at) + 1;
}

/** Independent of the order in which the corpus holds files out. */
function hashOf(path: string): number {
  return fnv1a(new TextEncoder().encode(`choosing ${path}`));
}
