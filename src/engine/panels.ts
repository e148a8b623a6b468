// How the kernels lay parameters out: three matrices in panels of 16 columns, [panels][rows + 1][16], hidden sizes and
// vocabulary padded with zeros; a matrix keeps its bias as its last row.
import { gateCounts, parameterCount, tensorTable } from './modelShape.ts';
import type { ModelShape } from './modelShape.ts';

/** Columns of a panel, and the bytes of one of its rows. */
export const panelColumns = 16;
export const rowBytes = panelColumns * 4;

export interface PanelMatrix {
  /** In floats, from the start of the packed parameters. */
  readonly offset: number;
  readonly panels: number;
  /** Without the bias row. */
  readonly rows: number;
  /** Bytes from panel to panel. */
  readonly stride: number;
}

export interface PackedShape {
  readonly hiddenPanels: number;
  readonly vocabularyPanels: number;
  /** Row = character; columns by hidden panel, then gate. */
  readonly table: PanelMatrix;
  readonly recurrent: PanelMatrix;
  readonly output: PanelMatrix;
  /** Floats of all three. */
  readonly length: number;
}

export function packedShape(shape: ModelShape): PackedShape {
  const hiddenPanels = Math.ceil(shape.hidden / panelColumns);
  const vocabularyPanels = Math.ceil(shape.vocabulary / panelColumns);
  const gatePanels = hiddenPanels * gateCounts[shape.cell];
  let length = 0;
  const matrix = (panels: number, rows: number): PanelMatrix => {
    const stride = (rows + 1) * rowBytes;
    const placed = { offset: length, panels, rows, stride };
    length += (panels * stride) / 4;
    return placed;
  };
  const table = matrix(gatePanels, shape.vocabulary);
  const recurrent = matrix(gatePanels, hiddenPanels * panelColumns);
  const output = matrix(vocabularyPanels, hiddenPanels * panelColumns);
  return { hiddenPanels, vocabularyPanels, table, recurrent, output, length };
}

/** For every float of the flat parameters (`tensorTable`), its place in the packed ones. */
export function packedIndex(shape: ModelShape): Int32Array {
  const { table, recurrent, output } = packedShape(shape);
  const index = new Int32Array(parameterCount(shape));
  const H = shape.hidden;
  const G = gateCounts[shape.cell];
  const place = ({ offset, rows }: PanelMatrix, panel: number, row: number, lane: number) =>
    offset + (panel * (rows + 1) + row) * panelColumns + lane;
  const gateColumn = (column: number) => {
    const unit = column % H;
    return [Math.floor(unit / panelColumns) * G + Math.floor(column / H), unit % panelColumns] as const;
  };
  const plainColumn = (column: number) => [Math.floor(column / panelColumns), column % panelColumns] as const;
  for (const { name, shape: sides, offset } of tensorTable(shape)) {
    const [rows, columns] = sides.length === 2 ? sides : [1, sides[0]];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = offset + row * columns + column;
        switch (name) {
          case 'inputTable':
            index[at] = place(table, ...spread(gateColumn(column), row));
            break;
          case 'bias':
            index[at] = place(table, ...spread(gateColumn(column), table.rows));
            break;
          case 'recurrent':
            index[at] = place(recurrent, ...spread(gateColumn(column), row));
            break;
          case 'candidateBias':
            index[at] = place(recurrent, ...spread(gateColumn(2 * H + column), recurrent.rows));
            break;
          case 'outputWeight':
            index[at] = place(output, ...spread(plainColumn(column), row));
            break;
          case 'outputBias':
            index[at] = place(output, ...spread(plainColumn(column), output.rows));
            break;
        }
      }
    }
  }
  return index;
}

function spread([panel, lane]: readonly [number, number], row: number): [number, number, number] {
  return [panel, row, lane];
}
