// What suggestions save while a history of edits is typed, by place: in new files, at the end of a line, in the middle of a line,
// and where text is replaced. Each confidence level keeps its promised precision at each of these places.
import { addCounts, scaleCounts } from '../../completion/calibrate/counts.ts';
import { emptyTally, precisionOf, sumOf, tallyOf, type Tally } from '../../completion/calibrate/typeRecording.ts';
import { isInsideWord, maySuggestAt } from '../../completion/fit/caret.ts';
import type { Interval } from '../bootstrap.ts';
import { savedWithInterval } from '../savedKeystrokes.ts';
import { createEditPolicy, type EditPolicy } from './editPolicy.ts';
import type { RecordedHunk } from './recordEdits.ts';
import { strata, type Stratum } from './stratum.ts';
import { idealSavings, noRace, type RaceTally } from '../../completion/simulate/race.ts';
import { raceReport, type RaceReport } from '../raceReport.ts';

export interface StratumReport {
  /** Code points inserted. */
  readonly characters: number;
  /** Share of keystrokes. */
  readonly saved: number;
  readonly savedInterval: Interval;
  /** Share of the positions outside words at which a suggestion may appear. */
  readonly maySuggest: number;
  readonly firstWordPrecision: number;
  readonly shownPerChar: number;
}

export interface EditReport extends Omit<StratumReport, 'characters' | 'maySuggest'> {
  readonly strata: Readonly<Record<Stratum, StratumReport>>;
}

/** What is counted in one commit. */
interface CommitTallies {
  readonly strata: Readonly<Record<Stratum, Tally>>;
  /** The sum over all strata. Each character counts for as many as it stands for. */
  readonly whole: Tally;
}

/** `hunks` in the order in which they were typed. */
export function editReport(hunks: readonly RecordedHunk[], policy: EditPolicy): EditReport {
  const policyFor = createEditPolicy(policy);
  const commits = new Map<string, CommitTallies>();
  for (const hunk of hunks) {
    const { strata: byStratum, whole } = commits.get(hunk.commit) ?? noTallies;
    const tally = tallyOf(hunk, policyFor(hunk));
    commits.set(hunk.commit, {
      strata: { ...byStratum, [hunk.stratum]: addCounts(byStratum[hunk.stratum], tally) },
      whole: addCounts(whole, scaleCounts(tally, hunk.weight)),
    });
  }
  const drawn = [...commits.values()];
  return {
    ...figures(drawn.map(({ whole }) => whole)),
    strata: Object.fromEntries(
      strata.map((stratum) => [
        stratum,
        {
          characters: sumOf(drawn.map((tallies) => tallies.strata[stratum])).characters,
          maySuggest: shareAllowed(hunks, stratum),
          ...figures(drawn.map((tallies) => tallies.strata[stratum])),
        },
      ]),
    ) as Record<Stratum, StratumReport>,
  };
}

const noTallies: CommitTallies = {
  strata: { newFile: emptyTally, lineEnd: emptyTally, midLine: emptyTally, replacement: emptyTally },
  whole: emptyTally,
};

function figures(tallies: readonly Tally[]): Omit<StratumReport, 'characters' | 'maySuggest'> {
  const sum = sumOf(tallies);
  return {
    ...savedWithInterval(tallies),
    firstWordPrecision: precisionOf(sum),
    shownPerChar: sum.shown / Math.max(1, sum.characters),
  };
}

function shareAllowed(hunks: readonly RecordedHunk[], stratum: Stratum): number {
  let [allowed, all] = [0, 0];
  for (const { carets, stratum: of } of hunks) {
    for (const caret of of === stratum ? carets : []) {
      if (isInsideWord(caret)) continue;
      all++;
      if (maySuggestAt(caret)) allowed++;
    }
  }
  return all === 0 ? 1 : allowed / all;
}

/** The same for users who do not stop for suggestions. */
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
