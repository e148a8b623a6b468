// Thresholds that adapt, so that each level keeps its promise everywhere. Each kind of place has thresholds of its own. Each document
// raises them by an offset of its own in larger steps, because a new file may be unlike all others.
import { LRUCache } from 'lru-cache';
import type { ConfidenceLevel, ConfidenceThresholds } from './threshold.ts';
import { controllersFrom, type Place } from './place.ts';
import { errorOf, movedBy } from './thresholdController.ts';

export interface AdaptiveThresholds {
  at(place: Place, document: string): ConfidenceThresholds;
  /** Reports the outcome of a suggestion that was shown at this level. */
  update(shown: Shown, firstWordCorrect: boolean): void;
}

interface Shown {
  readonly place: Place;
  readonly document: string;
  readonly level: ConfidenceLevel;
}

/** Logits: fifteen wrong suggestions in a document move its threshold from 0.28 to 0.55. Measured by replay of edits. */
const documentStep = 0.15;
/** Logits. */
const maxOffset = 2;
const maxDocuments = 100;

export function createAdaptiveThresholds(initial: ConfidenceThresholds): AdaptiveThresholds {
  const controllers = controllersFrom(initial);
  const offsets = new LRUCache<string, number>({ max: maxDocuments });
  return {
    at: (place, document) => {
      const { eager, balanced, quiet } = controllers[place].thresholds;
      const offset = offsets.get(document) ?? 0;
      return { eager, balanced: movedBy(balanced, offset), quiet: movedBy(quiet, offset) };
    },
    update: ({ place, document, level }, firstWordCorrect) => {
      controllers[place].update(level, firstWordCorrect);
      const offset = (offsets.get(document) ?? 0) + documentStep * errorOf(level, firstWordCorrect);
      offsets.set(document, Math.min(maxOffset, Math.max(0, offset)));
    },
  };
}
