// Tables as comma-separated values (RFC 4180).

export interface Table {
  readonly columns: readonly string[];
  /** `undefined` is an empty field. */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** A number with this many decimals, for a table. Undefined stays undefined. */
export function rounded<Value extends number | undefined>(value: Value, decimals: number): Value | number {
  return value === undefined ? value : Number(value.toFixed(decimals));
}

export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

function field(value: string | number | undefined): string {
  const text = typeof value === 'string' ? withoutFormula(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet program would run text that begins like a formula; the apostrophe marks it as text. Numbers stay numbers. */
function withoutFormula(text: string): string {
  return /^\s*[=+\-@]|^[\t\r\n]/.test(text) && !isNumber(text) ? `'${text}` : text;
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text);
}
