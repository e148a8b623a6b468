// Text for a bug report: versions, settings, states and times. It contains no text of the workspace, no names and no paths.
import type { Refusal } from '../../protocol/predictor.ts';

export interface Diagnostics {
  readonly versions: Readonly<Record<string, string>>;
  /** By key. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly states: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Why there was no suggestion last. */
  readonly refusal: Refusal | undefined;
  readonly milliseconds: Readonly<Record<string, number | undefined>>;
}

/** One line for each fact. Of a list or table in the settings only its size is told, because it may name files or words. */
export function diagnosticsText({ versions, settings, states, refusal, milliseconds }: Diagnostics): string {
  const lines = (title: string, facts: Readonly<Record<string, unknown>>): string[] => [
    `## ${title}`,
    ...Object.entries(facts).map(([name, value]) => `${name}: ${plainValue(value)}`),
  ];
  const { gate, probability, needed } = refusal ?? {};
  return [
    ...lines('Versions', versions),
    ...lines('Settings', settings),
    ...lines('States', { ...states, refusedBy: gate, probability: rounded(probability), needed: rounded(needed) }),
    ...lines('Milliseconds', Object.fromEntries(Object.entries(milliseconds).map(([name, ms]) => [name, rounded(ms)]))),
    '',
  ].join('\n');
}

function plainValue(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} entries`;
  if (typeof value === 'object' && value !== null) return `${Object.keys(value).length} entries`;
  return String(value ?? 'unknown');
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(3));
}
