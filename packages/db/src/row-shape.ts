import { camelCase } from './camel-case.ts'
import { wireTypes } from './pg-types.ts'

export type Row = Record<string, unknown>

/** A column of an answer, as PostgreSQL describes it. */
export interface Field {
  readonly name: string
  readonly dataTypeID: number
}

interface Column {
  readonly field: Field
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** How the rows of one answer become objects with the names of the program. */
export class RowShape {
  readonly #columns: readonly Column[]

  constructor(fields: readonly Field[]) {
    this.#columns = fields.map((field) => ({
      field,
      name: camelCase(field.name),
      parse: wireTypes.getTypeParser(field.dataTypeID, 'text'),
    }))
  }

  isOf(fields: readonly Field[]): boolean {
    const columns = this.#columns
    return (
      columns.length === fields.length &&
      columns.every(({ field: { name, dataTypeID } }, at) => {
        const field = fields[at]
        return field?.name === name && field.dataTypeID === dataTypeID
      })
    )
  }

  /** Throws where a value is beyond what the program can hold, or the row is one of another statement. */
  read(values: readonly (string | null)[]): Row {
    if (values.length !== this.#columns.length)
      throw new Error('The answer has other columns than were described.')
    const row: Row = {}
    let at = 0
    for (const { name, parse } of this.#columns) {
      const value = values[at] ?? null
      row[name] = value === null ? null : parse(value)
      at += 1
    }
    return row
  }
}

const MOST_SHAPES = 1_000
const shapes = new Map<string, RowShape>()

/**
 * The shape of a statement's rows. Finding names and parsers for each answer anew costs as much as reading a row of it, so
 * they are kept with the text; a table that has changed since is seen by its fields.
 */
export function shapeOf(text: string, fields: readonly Field[]): RowShape {
  const known = shapes.get(text)
  if (known?.isOf(fields)) return known
  const shape = new RowShape(fields)
  // Texts are the program's own and few; a statement built in a loop must not fill the memory all the same.
  if (known !== undefined || shapes.size < MOST_SHAPES) shapes.set(text, shape)
  return shape
}
