import { opensTo } from '@hub/api/server'
import type { CatalogEntry, JsonSchema } from '@hub/api/server'
import { Door } from '@hub/api/schemas/shared/doors'
import { Components } from '../http/openapi-schemas.ts'
import { exampleFor } from '../http/openapi.ts'
import { entryIn, productCatalog } from './call.ts'
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
  description: string
  /** JSON Schema of what it takes, and an input that fits. */
  input: JsonSchema
  example: unknown
  /** JSON Schema of what it answers; a stream has none. */
  output: JsonSchema
}

/** Without the words that serve other readers. */
const plain = (schema: JsonSchema) => new Components({}).portable(schema, 'output') as JsonSchema

const listed = (entry: CatalogEntry): ListedProcedure => ({
  procedure: entry.path,
  tool: entry.tool,
  type: entry.type,
  title: entry.meta.title,
  permission: entry.meta.permission,
  effect: entry.meta.effect,
  doors: doors.filter((door) => opensTo(entry, door)),
  description: entry.meta.description,
  input: plain(entry.inputJson),
  example: exampleFor(entry),
  output: plain(entry.outputJson),
})

/** One procedure with all that a caller has to know. */
export const describeProcedure = (procedure: string): ListedProcedure =>
  listed(entryIn(productCatalog(), procedure))

const exampleLines = ({ procedure, example }: ListedProcedure): string[] => [
  '',
  'Example:',
  `  npm run hub -- call ${procedure} '${JSON.stringify(example).replaceAll("'", String.raw`'\''`)}'`,
]

export function helpLines(described: ListedProcedure): string {
  const { procedure, title, description, permission, effect, input, output } = described
  const who = { public: 'anybody', self: 'a signed-in person' }[permission] ?? `whoever holds ${permission}`
  const shown = (schema: unknown) => JSON.stringify(schema, null, 2)
  return [
    `${procedure} (${effect}): ${title}`,
    description,
    `Open to ${who}, through ${described.doors.join(', ')}.`,
    ...(described.doors.includes('cli') ? exampleLines(described) : []),
    '',
    `Input (JSON Schema):\n${shown(input)}`,
    '',
    `Output (JSON Schema):\n${shown(output)}`,
  ].join('\n')
}

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
