import { CamelCasePlugin } from 'kysely'
import type { PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'

/**
 * Names are in camel case in the program and in snake case in the database. Only statements are translated here: rows
 * come from the wire with the program's names (`RowShape`), so that no row is built twice.
 */
class ProgramNames extends CamelCasePlugin {
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }

  /** A column's name in the program. */
  nameOf(column: string): string {
    return this.camelCase(column)
  }
}

const names = new ProgramNames({ maintainNestedObjectKeys: true })

export const namePlugins = [names]

export const camelCase = (column: string): string => names.nameOf(column)
