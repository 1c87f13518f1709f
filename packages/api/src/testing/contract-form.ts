import { canonicalJson } from '../platform/data/canonical-json.ts'
import type { CatalogEntry, JsonSchema } from '../platform/catalog/catalog.ts'

/** What callers of one procedure rely on. */
export interface ContractEntry {
  type: string
  effect: string
  doors: string
  permission: string
  input: JsonSchema
  output: JsonSchema
}

export type Contract = Record<string, ContractEntry>

/** Words for readers, names of schemas, and ids of our own tests: no caller depends on them. */
const words = new Set(['description', 'title', 'entity', 'component', 'examples'])
/** A reader of answers never depends on how long they may become. */
const answerBounds = new Set(['minLength', 'maxLength', 'minimum', 'maximum', 'pattern', 'default'])

function compact(schema: unknown, dropped: ReadonlySet<string>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => compact(part, dropped))
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.entries(schema).flatMap(([name, part]: [string, unknown]) => {
    if (name === 'properties') return [[name, eachOf(part as JsonSchema, dropped)]]
    // Every object of the contract is strict; only the others need to say so.
    const isUsual = name === 'additionalProperties' && part === false
    return words.has(name) || dropped.has(name) || isUsual ? [] : [[name, compact(part, dropped)]]
  })
  return Object.fromEntries(parts) as JsonSchema
}

const eachOf = (properties: JsonSchema, dropped: ReadonlySet<string>): JsonSchema =>
  Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, compact(part, dropped)]))

/** The part of the catalog that callers depend on. */
export function contractOf(entries: readonly CatalogEntry[]): Contract {
  return Object.fromEntries(
    entries.map(({ path, type, meta: { effect, doors, permission }, inputJson, outputJson }) => {
      const input = compact(inputJson, new Set()) as JsonSchema
      const output = compact(outputJson, answerBounds) as JsonSchema
      return [path, { type, effect, doors, permission, input, output }]
    }),
  )
}

/** One line for each procedure in the order of their names, so that a change shows as the lines it touches. */
export function contractText(contract: Contract): string {
  const lines = Object.keys(contract)
    .toSorted()
    .map((path) => `${JSON.stringify(path)}: ${canonicalJson(contract[path])}`)
  return `{\n${lines.join(',\n')}\n}\n`
}
