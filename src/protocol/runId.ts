// The id of a run: its start in base 36. Its files are named by it, so that one from elsewhere may contain nothing else.
import * as v from 'valibot';

export const runId = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z0-9]+$/));
