// Net seconds that suggestions save while a history of edits is typed. The bootstrap resamples commits.
import { netTimeReport, type NetTimeReport } from '../netTimeReport.ts';
import {
  addTimes,
  noTime,
  scaleTimes,
  simulateTimedTyping,
  type TimeTally,
} from '../../completion/simulate/timedTyping.ts';
import { createEditPolicy, type EditPolicy } from './editPolicy.ts';
import type { RecordedHunk } from './recordEdits.ts';

/** `hunks` in the order in which they were typed. */
export function editNetTime(hunks: readonly RecordedHunk[], policy: EditPolicy): NetTimeReport {
  return netTimeReport((simulated, random, user) => {
    const policyFor = createEditPolicy({ ...policy, user });
    const commits = new Map<string, TimeTally>();
    for (const hunk of hunks) {
      const tally = simulateTimedTyping(hunk, policyFor(hunk), simulated, random);
      commits.set(hunk.commit, addTimes(commits.get(hunk.commit) ?? noTime, scaleTimes(tally, hunk.weight)));
    }
    return [...commits.values()];
  });
}
