import assert from 'node:assert/strict';
import {
  addEvent,
  dayOf,
  emptyDay,
  mergeStatistics,
  parseStatistics,
  statisticsCsv,
  sumOfDays,
  weekOf,
  type StatisticsEvent,
  type SuggestionStatistics,
} from '../../../src/protocol/suggestionStatistics.ts';

const events: StatisticsEvent[] = [
  { type: 'shown' },
  { type: 'shown' },
  { type: 'wrong' },
  { type: 'accepted', how: 'completely', characters: 12 },
  { type: 'accepted', how: 'word', characters: 4 },
  { type: 'accepted', how: 'line', characters: 20 },
  { type: 'typed', characters: 3 },
  { type: 'deleted', keystrokes: 2 },
  { type: 'checked', after: 15, kept: 10, accepted: 12 },
  { type: 'checked', after: 600, kept: 0, accepted: 12 },
  ...(['offered', 'offered', 'offered', 'accepted', 'accepted', 'accepted', 'undone', 'refused'] as const).map(
    (outcome) => ({ type: 'next edit', outcome }) as const,
  ),
];
const after = (day: string, from: SuggestionStatistics = {}): SuggestionStatistics =>
  events.reduce((statistics, event) => addEvent(statistics, day, event), from);

describe('the statistics of suggestions', () => {
  it('count each event on its day', () => {
    const { kept, checked, ...counts } = after('2026-01-02')['2026-01-02']!;
    assert.deepEqual(counts, {
      shown: 2,
      wrong: 1,
      completely: 1,
      word: 1,
      line: 1,
      acceptedCharacters: 36,
      typedCharacters: 3,
      keystrokesSaved: 31,
      nextEditsOffered: 3,
      nextEditsAccepted: 2,
      nextEditsRefused: 1,
    });
    assert.deepEqual([kept[15], checked[15], kept[600], checked[600], checked[60]], [10, 12, 0, 12, 0]);
  });

  it('of several windows are added day by day', () => {
    const [one, two] = [after('2026-01-02'), after('2026-01-09', after('2026-01-02'))];
    assert.deepEqual(mergeStatistics(one, two), after('2026-01-09', after('2026-01-02', after('2026-01-02'))));
    assert.deepEqual(mergeStatistics(), {});
  });

  it('of a week begin on Monday', () => {
    const days = ['2026-03-29', '2026-03-30', '2026-04-05', '2026-04-06'];
    assert.deepEqual(days.map(weekOf), ['2026-03-23', '2026-03-30', '2026-03-30', '2026-04-06']);
  });

  it('are summed over all days, and from a day on', () => {
    const statistics = after('2026-01-09', after('2026-01-02'));
    assert.equal(sumOfDays(statistics).keystrokesSaved, 62);
    assert.deepEqual(sumOfDays(statistics, '2026-01-03'), statistics['2026-01-09']);
    assert.deepEqual(sumOfDays({}), emptyDay);
  });

  it('become a table with one line for each day', () => {
    assert.equal(
      statisticsCsv(after('2026-01-02')),
      'day,shown,wrong,completely,word,line,acceptedCharacters,typedCharacters,keystrokesSaved,kept15s,checked15s,kept60s,checked60s,kept300s,checked300s,kept600s,checked600s,nextEditsOffered,nextEditsAccepted,nextEditsRefused\n' +
        '2026-01-02,2,1,1,1,1,36,3,31,10,12,0,0,0,0,0,12,3,2,1\n',
    );
  });

  it('survive storage, and ignore what is damaged', () => {
    const statistics = after('2026-01-02');
    assert.deepEqual(parseStatistics(JSON.parse(JSON.stringify(statistics))), statistics);
    const damaged = {
      x: emptyDay,
      '2026-01-03': { shown: 'many' },
      '2026-01-04': { kept: { 15: null, 60: '1' } },
      '2026-01-05': 1,
    };
    assert.deepEqual(parseStatistics({ ...statistics, ...damaged }), statistics);
    assert.deepEqual(parseStatistics({ '2026-01-03': { shown: 1 } }), { '2026-01-03': { ...emptyDay, shown: 1 } });
    assert.deepEqual(parseStatistics('text'), {});
  });

  it('use the local date, and forget the oldest days', () => {
    assert.equal(dayOf(new Date(2026, 0, 2, 23, 59).getTime()), '2026-01-02');
    let statistics: SuggestionStatistics = {};
    for (let day = 0; day < 410; day++) {
      statistics = addEvent(statistics, dayOf(new Date(2026, 0, 1 + day).getTime()), { type: 'shown' });
    }
    assert.equal(Object.keys(statistics).length, 400);
    assert.equal(statistics['2026-01-01'], undefined);
  });
});
