// Whether a path is a folder, or inside of it.
import * as thisSystem from 'node:path';

/** `system`: the rules of paths. On Windows, the way to another drive is an absolute path. */
export function isInside(path: string, folder: string, { relative, isAbsolute } = thisSystem): boolean {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}
