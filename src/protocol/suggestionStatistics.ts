// Statistics of suggestions by day: what was shown, accepted, typed and kept. A reducer over events; the host stores the result.

/** How long after its acceptance a text is looked at again. */
export const checkSeconds = [15, 60, 300, 600] as const;
export type CheckSeconds = (typeof checkSeconds)[number];

/** Accepted completely, the next word, or up to the end of a line. */
export type Acceptance = 'completely' | 'word' | 'line';

/** `undone`: the user has taken an accepted one back. */
export type NextEditOutcome = 'offered' | 'accepted' | 'refused' | 'undone';

export type StatisticsEvent =
  | { readonly type: 'shown' }
  /** The user typed something else while a suggestion was visible. */
  | { readonly type: 'wrong' }
  /** UTF-16 units; one keystroke inserted them. */
  | { readonly type: 'accepted'; readonly how: Acceptance; readonly characters: number }
  /** The user deleted accepted text before its first check. So many keystrokes were not saved. */
  | { readonly type: 'deleted'; readonly keystrokes: number }
  /** The user typed characters that the visible suggestion has. */
  | { readonly type: 'typed'; readonly characters: number }
  /** What became of a next edit. */
  | { readonly type: 'next edit'; readonly outcome: NextEditOutcome }
  /** `kept` of the accepted characters are still in the text. */
  | { readonly type: 'checked'; readonly after: CheckSeconds; readonly kept: number; readonly accepted: number };

/** By seconds after the acceptance. */
const noChecks: Readonly<Record<CheckSeconds, number>> = { 15: 0, 60: 0, 300: 0, 600: 0 };
/** A day without events. */
export const emptyDay = {
  shown: 0,
  wrong: 0,
  completely: 0,
  word: 0,
  line: 0,
  acceptedCharacters: 0,
  typedCharacters: 0,
  nextEditsOffered: 0,
  nextEditsAccepted: 0,
  nextEditsRefused: 0,
  keystrokesSaved: 0,
  kept: noChecks,
  checked: noChecks,
};
export type DayStatistics = Readonly<typeof emptyDay>;

/** Local date as YYYY-MM-DD -> its statistics. */
export type SuggestionStatistics = Readonly<Record<string, DayStatistics>>;

const maxDays = 400;

const nextEditCounts = {
  offered: 'nextEditsOffered',
  accepted: 'nextEditsAccepted',
  refused: 'nextEditsRefused',
} as const;

export function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The oldest days are forgotten. */
export function addEvent(statistics: SuggestionStatistics, day: string, event: StatisticsEvent): SuggestionStatistics {
  const changed = { ...statistics, [day]: dayWith(statistics[day] ?? emptyDay, event) };
  const days = Object.keys(changed).sort().slice(-maxDays);
  return Object.fromEntries(days.map((each) => [each, changed[each]!]));
}

function dayWith(day: DayStatistics, event: StatisticsEvent): DayStatistics {
  switch (event.type) {
    case 'shown':
      return { ...day, shown: day.shown + 1 };
    case 'wrong':
      return { ...day, wrong: day.wrong + 1 };
    case 'accepted':
      return {
        ...day,
        [event.how]: day[event.how] + 1,
        acceptedCharacters: day.acceptedCharacters + event.characters,
        keystrokesSaved: day.keystrokesSaved + event.characters - 1,
      };
    case 'deleted':
      return { ...day, keystrokesSaved: day.keystrokesSaved - event.keystrokes };
    case 'typed':
      return { ...day, typedCharacters: day.typedCharacters + event.characters };
    case 'next edit': {
      if (event.outcome === 'undone') return { ...day, nextEditsAccepted: Math.max(0, day.nextEditsAccepted - 1) };
      const name = nextEditCounts[event.outcome];
      return { ...day, [name]: day[name] + 1 };
    }
    case 'checked': {
      const { after, kept, accepted } = event;
      return {
        ...day,
        kept: { ...day.kept, [after]: day.kept[after] + kept },
        checked: { ...day.checked, [after]: day.checked[after] + accepted },
      };
    }
  }
}

/** The statistics of several windows together. */
export function mergeStatistics(...parts: readonly SuggestionStatistics[]): SuggestionStatistics {
  const days = [...new Set(parts.flatMap((part) => Object.keys(part)))].sort().slice(-maxDays);
  return Object.fromEntries(
    days.map((day) => [day, parts.reduce((sum, part) => (part[day] ? plus(sum, part[day]) : sum), emptyDay)]),
  );
}

/** The sum of the days from `first` on; all days without it. */
export function sumOfDays(statistics: SuggestionStatistics, first = ''): DayStatistics {
  const days = Object.entries(statistics).filter(([day]) => day >= first);
  return days.reduce((sum, [, day]) => plus(sum, day), emptyDay);
}

function plus(a: DayStatistics, b: DayStatistics): DayStatistics {
  const add = (x: object, y: object): object =>
    Object.fromEntries(
      Object.entries(x).map(([name, value]) => {
        const other: unknown = Reflect.get(y, name);
        return [name, typeof value === 'number' ? value + Number(other) : add(value as object, other as object)];
      }),
    );
  return add(a, b) as DayStatistics;
}

/** One row for each day, oldest first. */
export function statisticsCells(statistics: SuggestionStatistics): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
} {
  const counts = ['shown', 'wrong', 'completely', 'word', 'line'] as const;
  const characters = ['acceptedCharacters', 'typedCharacters', 'keystrokesSaved'] as const;
  const nextEdits = Object.values(nextEditCounts);
  const checks = checkSeconds.flatMap((seconds) => [`kept${seconds}s`, `checked${seconds}s`]);
  const rows = Object.entries(statistics).map(([day, row]) => [
    day,
    ...[...counts, ...characters].map((name) => row[name]),
    ...checkSeconds.flatMap((seconds) => [row.kept[seconds], row.checked[seconds]]),
    ...nextEdits.map((name) => row[name]),
  ]);
  return { columns: ['day', ...counts, ...characters, ...checks, ...nextEdits], rows };
}

/** The same as comma-separated values, with a header. */
export function statisticsCsv(statistics: SuggestionStatistics): string {
  const { columns, rows } = statisticsCells(statistics);
  return [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

/** The first day of the week of a day: Monday (ISO 8601). */
export function weekOf(day: string): string {
  const date = new Date(`${day}T12:00:00`);
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  return dayOf(date.getTime());
}

/** The valid days of what was stored. What an earlier version did not count is 0. */
export function parseStatistics(stored: unknown): SuggestionStatistics {
  if (typeof stored !== 'object' || stored === null) return {};
  const days = Object.entries(stored).flatMap(([day, value]) => {
    const counts = /^\d{4}-\d\d-\d\d$/u.test(day) ? countsOf(value, emptyDay) : undefined;
    return counts ? [[day, counts] as const] : [];
  });
  return Object.fromEntries(days) as SuggestionStatistics;
}

/** The values of `stored` with the names of `like`. Undefined: one of them is no number. */
function countsOf(stored: unknown, like: object): object | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const counts = Object.entries(like).map(([name, empty]) => {
    const found: unknown = Reflect.get(stored, name) ?? empty;
    return [name, typeof empty === 'number' ? found : countsOf(found, empty as object)] as const;
  });
  const isValid = counts.every(([, value]) => typeof value === 'object' || Number.isFinite(value));
  return isValid ? Object.fromEntries(counts) : undefined;
}
