import { camelCase } from './camel-case.ts'
import { wireTypes } from './pg-types.ts'

export type Row = Record<string, unknown>

/** A column of an answer, as PostgreSQL describes it. */
export interface Field {
  readonly name: string
  readonly dataTypeID: number
}

interface Column {
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** How the rows of one answer become objects with the names of the program. */
export class RowShape {
  readonly #columns: readonly Column[]

  constructor(fields: readonly Field[]) {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name: camelCase(name),
      parse: wireTypes.getTypeParser(dataTypeID, 'text'),
    }))
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
