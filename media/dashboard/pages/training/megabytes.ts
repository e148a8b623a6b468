// Memory as text.
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

/** In millions of bytes. */
export function megabytes(bytes: number, format: Formats): string {
  return t('{0} MB', format.whole(bytes / 1e6));
}
