// Tables as comma-separated values (RFC 4180).

export interface Table {
  readonly columns: readonly string[];
  /** `undefined` is an empty field. */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

function field(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
