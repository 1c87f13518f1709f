import { opensTo } from '@hub/api/server'
import type { CatalogEntry } from '@hub/api/server'
import { Door } from '@hub/api/schemas/shared/doors'
import { productCatalog } from './call.ts'
import { UsageError } from './output.ts'

/** The doors a caller can come through; `system` is the hub itself. */
const doors = Door.exclude(['system']).options

export interface ListedProcedure {
  procedure: string
  tool: string
  type: CatalogEntry['type']
  title: string
  permission: string
  effect: string
  doors: string[]
}

const listed = (entry: CatalogEntry): ListedProcedure => ({
  procedure: entry.path,
  tool: entry.tool,
  type: entry.type,
  title: entry.meta.title,
  permission: entry.meta.permission,
  effect: entry.meta.effect,
  doors: doors.filter((door) => opensTo(entry, door)),
})

/** Every procedure, or those one door opens. */
export function listProcedures(door: string | undefined): ListedProcedure[] {
  const named = doors.find((name) => name === door)
  if (door !== undefined && named === undefined)
    throw new UsageError(`There is no door ${door}; the doors are ${doors.join(', ')}.`)
  return productCatalog()
    .entries.filter((entry) => named === undefined || opensTo(entry, named))
    .map(listed)
}

export function procedureLines(procedures: ListedProcedure[]): string {
  const width = Math.max(...procedures.map(({ procedure }) => procedure.length))
  return procedures
    .map(({ procedure, effect, title }) => `${procedure.padEnd(width)}  ${effect.padEnd(11)}  ${title}`)
    .join('\n')
}
