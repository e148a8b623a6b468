// The parameter layout of the kernels: three matrices in panels of 16 columns, [panels][rows + 1][16]. Hidden size and vocabulary
// are padded with zeros. The last row of a matrix is its bias.
import { cellSpec } from './cells.ts';
import { parameterCount, tensorTable, type LayerTensorName, type ModelShape } from './modelShape.ts';

/** Columns of a panel, and bytes of one of its rows. */
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
  /** Rows are characters; columns are ordered by hidden panel, then block. */
  readonly table: PanelMatrix;
  readonly recurrent: PanelMatrix;
  readonly output: PanelMatrix;
  /** Floats of all three matrices. */
  readonly length: number;
}

export function packedShape(shape: ModelShape): PackedShape {
  const hiddenPanels = Math.ceil(shape.hiddenSize / panelColumns);
  const vocabularyPanels = Math.ceil(shape.vocabulary / panelColumns);
  const blockPanels = hiddenPanels * cellSpec(shape.cell).blocks;
  let length = 0;
  const matrix = (panels: number, rows: number): PanelMatrix => {
    const stride = (rows + 1) * rowBytes;
    const placed = { offset: length, panels, rows, stride };
    length += (panels * stride) / 4;
    return placed;
  };
  const table = matrix(blockPanels, shape.vocabulary);
  const recurrent = matrix(blockPanels, hiddenPanels * panelColumns);
  const output = matrix(vocabularyPanels, hiddenPanels * panelColumns);
  return { hiddenPanels, vocabularyPanels, table, recurrent, output, length };
}

/** A layer above the first one: its input weights have the place of the table, and its bias is their last row. */
export type PackedLayer = Pick<PackedShape, 'table' | 'recurrent' | 'length'>;

export function packedLayer(shape: ModelShape): PackedLayer {
  const paddedHidden = Math.ceil(shape.hiddenSize / panelColumns) * panelColumns;
  const { table, recurrent, output } = packedShape({ ...shape, vocabulary: paddedHidden });
  return { table, recurrent, length: output.offset };
}

/** Writes a tensor of an upper layer to its place in the packed layer at `to`. The rest of `to` must be zero. */
export function packLayerTensor(
  to: Float32Array,
  { table, recurrent }: PackedLayer,
  { cell, hiddenSize: H }: ModelShape,
  { name, values }: { readonly name: LayerTensorName; readonly values: Float32Array },
): void {
  const { blocks: G } = cellSpec(cell);
  const matrix = name === 'inputWeight' || name === 'bias' ? table : recurrent;
  const firstRow = name === 'bias' || name === 'candidateBias' ? matrix.rows : 0;
  // The recurrent bias belongs to the last block.
  const firstBlock = name === 'candidateBias' ? G - 1 : 0;
  const width = (G - firstBlock) * H;
  for (let row = 0; row * width < values.length; row++) {
    for (let block = firstBlock; block < G; block++) {
      for (let unit = 0; unit < H; unit++) {
        const panel = Math.floor(unit / panelColumns) * G + block;
        const at = matrix.offset + (panel * (matrix.rows + 1) + firstRow + row) * panelColumns + (unit % panelColumns);
        to[at] = values[row * width + (block - firstBlock) * H + unit]!;
      }
    }
  }
}

/** Index of every flat parameter of a network with one layer (`tensorTable`) in the packed parameters. */
export function packedIndex(shape: ModelShape): Int32Array {
  const { table, recurrent, output } = packedShape(shape);
  const index = new Int32Array(parameterCount({ ...shape, layers: 1 }));
  const H = shape.hiddenSize;
  const G = cellSpec(shape.cell).blocks;
  const place = ({ offset, rows }: PanelMatrix, [panel, lane]: readonly [number, number], row: number) =>
    offset + (panel * (rows + 1) + row) * panelColumns + lane;
  const blockColumn = (column: number) => blockColumnOf(shape, column);
  for (const { name, shape: sides, offset } of tensorTable(shape)) {
    const [rows, columns] = sides.length === 2 ? sides : [1, sides[0]];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = offset + row * columns + column;
        switch (name) {
          case 'inputTable':
            index[at] = place(table, blockColumn(column), row);
            break;
          case 'bias':
            index[at] = place(table, blockColumn(column), table.rows);
            break;
          case 'recurrent':
            index[at] = place(recurrent, blockColumn(column), row);
            break;
          case 'candidateBias':
            index[at] = place(recurrent, blockColumn((G - 1) * H + column), recurrent.rows);
            break;
          case 'outputWeight':
            index[at] = place(output, plainColumn(column), row);
            break;
          case 'outputBias':
            index[at] = place(output, plainColumn(column), output.rows);
            break;
        }
      }
    }
  }
  return index;
}

/** Panel and lane of a column of the blocks, which are next to each other in the flat parameters. */
export function blockColumnOf({ cell, hiddenSize }: ModelShape, column: number): readonly [number, number] {
  const unit = column % hiddenSize;
  const panel = Math.floor(unit / panelColumns) * cellSpec(cell).blocks + Math.floor(column / hiddenSize);
  return [panel, unit % panelColumns];
}

/** Panel and lane of a column of the outputs. */
export function plainColumn(column: number): readonly [number, number] {
  return [Math.floor(column / panelColumns), column % panelColumns];
}
