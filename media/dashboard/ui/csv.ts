// Tables as comma-separated values (RFC 4180), for spreadsheets.

export interface Table {
  readonly columns: readonly string[];
  /** Empty where a row has nothing to say. */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

function field(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
