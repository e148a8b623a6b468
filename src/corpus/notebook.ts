// The text of a Jupyter notebook: the sources of its code and Markdown cells in order, without outputs. Follows the notebook format
// 3 and 4 (https://nbformat.readthedocs.io/en/latest/format_description.html). Reads what it can of a damaged file.

export const isNotebookPath = (path: string): boolean => /\.ipynb$/iu.test(path);

/** Between two cells. */
export const cellSeparator = '\n\n';

/** `json`: the content of the file. '' where it has no readable cell. */
export function notebookText(json: string): string {
  return joinCells(cellsOf(json).map(sourceOf));
}

/** Empty cells are left out, as well as line breaks at the end of a cell. */
export function joinCells(sources: readonly string[]): string {
  return sources
    .map((source) => source.trimEnd())
    .filter((source) => source !== '')
    .join(cellSeparator);
}

function cellsOf(json: string): readonly unknown[] {
  try {
    return cellsIn(JSON.parse(json));
  } catch {
    return readableElements(json);
  }
}

function cellsIn(notebook: unknown): readonly unknown[] {
  const cells = property(notebook, 'cells');
  if (Array.isArray(cells)) return cells;
  const worksheets = property(notebook, 'worksheets');
  return Array.isArray(worksheets) ? worksheets.flatMap(cellsIn) : [];
}

function sourceOf(cell: unknown): string {
  const type = property(cell, 'cell_type');
  if (type !== 'code' && type !== 'markdown' && type !== 'heading') return '';
  // Format 3 names the source of a code cell `input`.
  const source = property(cell, 'source') ?? property(cell, 'input');
  const lines: readonly unknown[] = Array.isArray(source) ? source : [source];
  return lines.filter((line) => typeof line === 'string').join('');
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The elements of the first array `cells` that are valid JSON, in a file that is cut off or damaged. */
function readableElements(json: string): readonly unknown[] {
  const start = /"cells"\s*:\s*\[/u.exec(json);
  if (!start) return [];
  const found: unknown[] = [];
  let depth = 0;
  let elementStart = 0;
  let inString = false;
  for (let at = start.index + start[0].length; at < json.length; at++) {
    const character = json[at]!;
    // No string contains a line break: what is damaged ends with its line.
    if (character === '\n') inString = false;
    else if (inString && character === '\\') at++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '{' || character === '[') {
      if (depth++ === 0) elementStart = at;
    } else if (character === '}' || character === ']') {
      if (depth === 0) break;
      if (--depth === 0) found.push(...parsed(json.slice(elementStart, at + 1)));
    }
  }
  return found;
}

function parsed(json: string): readonly unknown[] {
  try {
    return [JSON.parse(json) as unknown];
  } catch {
    return [];
  }
}
