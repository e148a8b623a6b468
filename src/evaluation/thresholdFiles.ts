// The training side's own held-out files, to choose gates by: not those that are scored.
import { fnv1a } from '../model/network/fnv1a.ts';
import { totalLength } from '../model/trainingText.ts';
import type { ReplayedText } from './record.ts';

export interface ThresholdSplit<Text> {
  readonly learned: readonly Text[];
  /** Learnt later, as they pass. */
  readonly calibration: readonly ReplayedText[];
}

/** UTF-16 units: enough to choose gates by, and soon replayed. */
const most = 20_000;
const share = 0.1;
const fewestFiles = 5;

/** About a tenth of the files, by a hash of the path; of few files the last tenth of each. */
export function splitForThresholds<Text extends ReplayedText>(texts: readonly Text[]): ThresholdSplit<Text> {
  const total = totalLength(texts);
  const largest = Math.max(0, ...texts.map(({ text }) => text.length));
  const wanted = Math.min(most, total * share);
  if (texts.length < fewestFiles || largest > total / 2) return tails(texts, wanted / Math.max(1, total));
  const ordered = [...texts].sort((a, b) => hashOf(a.path) - hashOf(b.path));
  const choosing = new Set<Text>();
  let chosen = 0;
  for (const text of ordered) {
    if (chosen >= wanted) break;
    if (text.text.length > 2 * wanted) continue;
    choosing.add(text);
    chosen += text.text.length;
  }
  return { learned: texts.filter((text) => !choosing.has(text)), calibration: [...choosing] };
}

function tails<Text extends ReplayedText>(texts: readonly Text[], part: number): ThresholdSplit<Text> {
  const cuts = texts.map((text) => ({ text, cut: lineBefore(text.text, Math.floor(text.text.length * (1 - part))) }));
  return {
    learned: cuts.map(({ text, cut }) => ({ ...text, text: text.text.slice(0, cut) })),
    calibration: cuts.map(({ text: { path, text }, cut }) => ({
      path,
      text: text.slice(cut),
      before: text.slice(0, cut),
    })),
  };
}

/** Between two lines, so that no character is cut. */
function lineBefore(text: string, at: number): number {
  return text.lastIndexOf('\n', at) + 1;
}

/** Unlike the order by which the corpus holds files out. */
function hashOf(path: string): number {
  return fnv1a(new TextEncoder().encode(`choosing ${path}`));
}
