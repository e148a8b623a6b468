// A file system provider for `memory:/`. A JSON file contains its initial content: path -> text, or null for an unreadable file.
// Later changes stay in memory.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Disposable, EventEmitter, FileSystemError, FileType, workspace } = createRequire(import.meta.url)('vscode');

export function activate(context) {
  const texts = JSON.parse(readFileSync(process.env.HIDDEN_STATE_MEMORY_FILES, 'utf8'));
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, text === null ? null : Buffer.from(text)]));
  const changed = new EventEmitter();
  const below = ({ path }) => (path.endsWith('/') ? path : `${path}/`);
  const bytesOf = (uri) => {
    const bytes = files.get(uri.path);
    if (bytes) return bytes;
    if (bytes === null) throw FileSystemError.NoPermissions(uri);
    throw FileSystemError.FileNotFound(uri);
  };
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new Disposable(() => {}),
    stat: (uri) => {
      const times = { ctime: 0, mtime: 0 };
      if ([...files.keys()].some((path) => path.startsWith(below(uri))))
        return { type: FileType.Directory, size: 0, ...times };
      return { type: FileType.File, size: files.get(uri.path) === null ? 1 : bytesOf(uri).length, ...times };
    },
    readDirectory: (uri) => {
      const inside = [...files.keys()].filter((path) => path.startsWith(below(uri)));
      const entries = inside.map((path) => {
        const [name, ...rest] = path.slice(below(uri).length).split('/');
        return [name, rest.length > 0 ? FileType.Directory : FileType.File];
      });
      return [...new Map(entries)];
    },
    readFile: bytesOf,
    writeFile: (uri, bytes) => void files.set(uri.path, Buffer.from(bytes)),
    createDirectory: () => {},
    delete: (uri) => void files.delete(uri.path),
    rename: (from, to) => {
      files.set(to.path, bytesOf(from));
      files.delete(from.path);
    },
  };
  context.subscriptions.push(workspace.registerFileSystemProvider('memory', provider, { isCaseSensitive: true }));
}
