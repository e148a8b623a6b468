// What next edits save while a history of edits is made: offers, right ones, false ones per 1,000 typed characters, the share of the
// edits that offers make, keystrokes, and net seconds of simulated users. Intervals resample commits.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { addCounts } from '../../completion/calibrate/counts.ts';
import {
  isWorthOffering,
  keysToAccept,
  secondsIfRight,
  secondsIfWrong,
  secondsToJump,
  secondsToPoint,
} from '../../nextEdit/netSeconds.ts';
import { bootstrap, type Interval } from '../bootstrap.ts';
import { offerNetTime, type NetTimeReport, type TimeTally } from './offerNetTime.ts';
import type { CommitOutcome } from './replayNextEdits.ts';

export interface NextEditFigures {
  readonly offers: number;
  /** Share of the offers that are right. */
  readonly right: number;
  readonly rightInterval: Interval;
  /** False offers per 1,000 characters that the user typed. */
  readonly falsePer1000: number;
  readonly falseInterval: Interval;
  /** Share of all edits that accepted offers made. */
  readonly share: number;
  readonly shareInterval: Interval;
  /** Keys that accepted offers save, of all keys: characters typed, one for each deletion. */
  readonly keysSaved: number;
}

export interface NextEditReport extends NextEditFigures {
  /** The same with the edits of each commit in random order. */
  readonly shuffled: NextEditFigures;
  readonly netTime: NetTimeReport & { readonly secondsToJump: number; readonly secondsToPoint: number };
}

export function nextEditReport(inOrder: readonly CommitOutcome[], shuffled: readonly CommitOutcome[]): NextEditReport {
  return { ...figuresOf(inOrder), shuffled: figuresOf(shuffled), netTime: netTimeOf(inOrder) };
}

interface Sums {
  readonly typed: number;
  readonly madeEdits: number;
  readonly offers: number;
  readonly right: number;
  readonly keysSaved: number;
}

function countsOf({ typed, madeEdits, offers }: CommitOutcome): Sums {
  const right = offers.filter(({ isRight }) => isRight);
  const keysSaved = right.reduce((saved, { keys }) => saved + keys - keysToAccept, 0);
  return { typed, madeEdits, offers: offers.length, right: right.length, keysSaved };
}

function figuresOf(outcomes: readonly CommitOutcome[]): NextEditFigures {
  const sums = outcomes.map(countsOf);
  const right = ({ offers, right }: Sums): number => right / Math.max(1, offers);
  const falsePer1000 = ({ offers, right, typed }: Sums): number => (1000 * (offers - right)) / Math.max(1, typed);
  const share = ({ right, madeEdits }: Sums): number => right / Math.max(1, right + madeEdits);
  const intervalOf = (figure: (sum: Sums) => number): Interval => bootstrap(sums, (drawn) => figure(added(drawn)));
  const all = added(sums);
  return {
    offers: all.offers,
    right: right(all),
    rightInterval: intervalOf(right),
    falsePer1000: falsePer1000(all),
    falseInterval: intervalOf(falsePer1000),
    share: share(all),
    shareInterval: intervalOf(share),
    keysSaved: all.keysSaved / Math.max(1, all.typed + all.keysSaved),
  };
}

function added(sums: readonly Sums[]): Sums {
  return sums.reduce(addCounts<Sums>, { typed: 0, madeEdits: 0, offers: 0, right: 0, keysSaved: 0 });
}

/** An offer that is not made to a user because it is not worth reading is made by hand: it saves nothing and costs nothing. */
function netTimeOf(outcomes: readonly CommitOutcome[]): NextEditReport['netTime'] {
  const report = offerNetTime((user, random, gate) =>
    outcomes.map(({ typed, offers }): TimeTally => {
      const made = offers.filter((offer) => isWorthOffering(offer, offer.probability, gate));
      const looked = made.filter(() => uniformFloat64(random) < user.looks);
      const seconds = looked.map((offer) =>
        offer.isRight ? secondsIfRight(offer, user) : secondsIfWrong(offer, user),
      );
      return {
        characters: typed,
        secondsSaved: seconds.reduce((sum, each) => sum + each, 0),
        shown: made.length,
      };
    }),
  );
  return { ...report, secondsToJump, secondsToPoint };
}
