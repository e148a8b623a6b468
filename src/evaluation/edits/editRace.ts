// What suggestions save users who do not stop for them while a history of edits is typed. The bootstrap resamples commits.
import { addCounts, scaleCounts } from '../../completion/calibrate/counts.ts';
import { idealSavings, noRace, type RaceTally } from '../../completion/simulate/race.ts';
import { raceReport, type RaceReport } from '../raceReport.ts';
import { createEditPolicy, type EditPolicy } from './editPolicy.ts';
import type { RecordedHunk } from './recordEdits.ts';

/** `hunks` in the order in which they were typed. */
export function editRace(hunks: readonly RecordedHunk[], policy: EditPolicy): RaceReport {
  const idealFor = createEditPolicy(policy);
  const ideal = hunks.map((hunk) => idealSavings(hunk, idealFor(hunk)));
  return raceReport((race, user) => {
    const policyFor = createEditPolicy({ ...policy, user });
    const commits = new Map<string, RaceTally>();
    for (const [index, hunk] of hunks.entries()) {
      const tally = race(hunk, policyFor(hunk), ideal[index]!);
      commits.set(hunk.commit, addCounts(commits.get(hunk.commit) ?? noRace, scaleCounts(tally, hunk.weight)));
    }
    return [...commits.values()];
  });
}
