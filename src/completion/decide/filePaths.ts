// The paths of the learned files: where a relative path in an import leads, and which path leads to the file that is meant.
import {
  between,
  folderOf,
  isDots,
  isRelative,
  joined,
  nameOf,
  rootOf,
  scriptExtension,
  stemOf,
} from './relativePaths.ts';

export interface FilePaths {
  add(path: string): void;
  /**
   * The path that a relative import should have: to the file that is called like one of the imported names, or else to one that is
   * called as in the given path. The given path itself if it is not relative, or if nothing is known of such a file. Undefined: it leads
   * to no file.
   */
  pathOf(imported: Omit<ImportedPath, 'typed'>, document: string): ModulePath | undefined;
}

export interface ModulePath {
  readonly path: string;
  /** It names a module that is known, so that nothing follows it. */
  readonly isComplete: boolean;
}

/** Of a suggestion, with what was typed of it. */
export interface ImportedPath {
  readonly path: string;
  /** The part of the path that is typed. */
  readonly typed: string;
  /** False: it may be continued. */
  readonly isWhole: boolean;
  /** Of what is imported. */
  readonly names: readonly string[];
}

export function createFilePaths(paths: Iterable<string> = []): FilePaths {
  /** Files and their folders. */
  const known = new Set<string>();
  /** By name, without the extension of a script, without case and signs: the paths of files and folders, without that extension. */
  const byName = new Map<string, string[]>();

  function add(path: string): void {
    // From the file to the first folder.
    for (let part = path; part !== '' && !known.has(part); part = folderOf(part)) {
      known.add(part);
      const target = part === path ? stemOf(part) : part;
      const key = normalized(nameOf(target));
      const same = byName.get(key);
      if (!same) byName.set(key, [target]);
      else if (!same.includes(target)) same.push(target);
    }
  }

  /** In the same folder of the workspace. */
  function called(name: string, document: string): readonly string[] {
    const root = rootOf(document);
    return byName.get(normalized(name))?.filter((target) => root !== '' && target.startsWith(root)) ?? [];
  }

  /** The only script that is called like one of the names. */
  function scriptCalled(names: readonly string[], document: string): string | undefined {
    const own = stemOf(document);
    const isOther = (target: string): boolean => target !== own && !known.has(target);
    const found = new Set(names.flatMap((name) => called(name, document)).filter(isOther));
    return found.size === 1 ? [...found][0] : undefined;
  }

  for (const path of paths) add(path);

  return {
    add,
    pathOf: (imported, document) => {
      const { path, isWhole, names } = imported;
      const given = { path, isComplete: false };
      if (!isRelative(path)) return given;
      const folder = folderOf(document);
      const target = stemOf(joined(folder, path));
      const extension = extensionOf(imported);
      const meant = scriptCalled(names, document);
      // A file may export again what is in its folder.
      if (meant !== undefined) {
        const isAbove = isWhole && meant.startsWith(`${target}/`);
        return isAbove ? given : { path: between(folder, meant) + extension, isComplete: true };
      }
      if (target === stemOf(document)) return undefined;
      const isFolder = path.endsWith('/');
      const found = called(nameOf(target), document);
      if (found.length === 0 || found.includes(target) || (!isWhole && !isFolder)) return given;
      const [only, other] = closest(found, path);
      if (other !== undefined) return undefined;
      return { path: between(folder, only!) + (isFolder ? '/' : extension), isComplete: !isFolder };
    },
  };
}

/** With which the import names a script, if with any. */
export function extensionOf({ path, isWhole }: Pick<ImportedPath, 'path' | 'isWhole'>): string {
  return isWhole ? (scriptExtension.exec(path)?.[0] ?? '') : '';
}

/** Those in folders of the same names as in the path, if any. */
function closest(targets: readonly string[], path: string): readonly string[] {
  let found = targets;
  const above = path.split('/').filter((part) => part !== '' && !isDots(part));
  for (let start = above.length - 2; start >= 0 && found.length > 1; start--) {
    const end = `/${above.slice(start, -1).join('/')}`;
    const closer = found.filter((target) => `/${folderOf(target)}`.endsWith(end));
    if (closer.length === 0) break;
    found = closer;
  }
  return found;
}

const normalized = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
