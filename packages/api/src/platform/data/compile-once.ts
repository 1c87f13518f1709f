import type { OrgDb, SystemDb } from '@hub/db'
import type { Compilable, CompiledQuery } from 'kysely'

/** Stands in a compiled statement for a value that comes with each call. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const slots = new Proxy({}, { get: (_target, name) => new Slot(String(name)) })

/**
 * A statement that every request runs, built and compiled at its first use; later calls only bind their values. Building
 * one costs more than all other steps of the chain (docs/benchmarks.md, chain). `build` is called once, so the statement
 * must not depend on the values. Resolves to the first row.
 */
export function compileOnce<Values extends object, Row, Db extends OrgDb | SystemDb = SystemDb>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row | undefined> {
  let compiled: CompiledQuery<Row> | undefined
  return async (db, values) => {
    // Whatever property is read of `slots` is a Slot, which takes the place of the value it is named after.
    compiled ??= build(db, slots as Values).compile()
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    )
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
    return rows[0]
  }
}
