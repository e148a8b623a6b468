// Formats numbers, times and dates in the display language of the editor.

export interface Formats {
  /** Bits per character, three decimals. */
  bits(value: number): string;
  /** 12,345 -> 12.3K */
  compact(value: number): string;
  whole(value: number): string;
  /** Significant digits, two unless `digits` (2 to 4) says more, for metrics that span several orders of magnitude. */
  significant(value: number, digits?: number): string;
  percent(value: number): string;
  /** A percentage with two significant digits, for small shares. */
  smallPercent(value: number): string;
  /** Three significant digits, in kilobytes, megabytes or gigabytes. */
  bytes(value: number): string;
  /** Milliseconds since 1970 -> date and minute. */
  dateTime(ms: number): string;
  /** YYYY-MM-DD -> date. */
  day(day: string): string;
  /** Two decimals. */
  twoDecimals(value: number): string;
  /** Two decimals with a sign, for activations and correlations. */
  signed(value: number): string;
  /** Milliseconds -> clock time: 83,000 -> 1:23; 3,723,000 -> 1:02:03. */
  duration(ms: number): string;
}

/** A number that rounds to 0 has no sign. */
const signDisplay = 'negative';
const twoDecimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

export function createFormats(language: string): Formats {
  const bits = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const compact = new Intl.NumberFormat(language, {
    notation: 'compact',
    maximumSignificantDigits: 3,
    useGrouping: true,
  });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay });
  const measures = [2, 3, 4].map((digits) => ({
    usual: new Intl.NumberFormat(language, { minimumSignificantDigits: digits, maximumSignificantDigits: digits }),
    tiny: new Intl.NumberFormat(language, { notation: 'scientific', maximumSignificantDigits: digits }),
  }));
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0, signDisplay });
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });
  const [kilobytes, megabytes, gigabytes] = (['kilobyte', 'megabyte', 'gigabyte'] as const).map(
    (unit) => new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 3 }),
  );
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const hundredths = new Intl.NumberFormat(language, { ...twoDecimals, signDisplay });
  const signed = new Intl.NumberFormat(language, { ...twoDecimals, signDisplay: 'exceptZero' });
  return {
    bits: (value) => bits.format(value),
    compact: (value) => compact.format(value),
    whole: (value) => whole.format(value),
    significant: (value, digits = 2) => {
      if (value === 0) return '0';
      return measures[digits - 2]![Math.abs(value) < 1e-3 ? 'tiny' : 'usual'].format(value);
    },
    percent: (value) => percent.format(value),
    smallPercent: (value) => share.format(value),
    bytes: (value) => {
      if (value < 1e6) return kilobytes!.format(value / 1e3);
      return value < 1e9 ? megabytes!.format(value / 1e6) : gigabytes!.format(value / 1e9);
    },
    dateTime: (ms) => moment.format(ms),
    // Noon, because a day may have 23 or 25 hours.
    day: (day) => date.format(new Date(`${day}T12:00:00`)),
    twoDecimals: (value) => hundredths.format(value),
    signed: (value) => signed.format(value),
    duration,
  };
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
