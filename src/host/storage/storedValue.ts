// Values that the extension has stored, each read by its schema: a file may be damaged, changed by hand, or of another version.
import * as v from 'valibot';

/** The workspace state, or a memento of the editor. */
export interface StoredValues {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** Undefined where nothing is stored, or a value that does not have this form. */
export function storedValue<T>(
  state: Pick<StoredValues, 'get'>,
  key: string,
  schema: v.GenericSchema<unknown, T>,
): T | undefined {
  const parsed = v.safeParse(schema, state.get(key));
  return parsed.success ? parsed.output : undefined;
}
