import { callTRPCProcedure } from '@trpc/server'
import type { AnyRouter } from '@trpc/server'
import { z } from 'zod'
import type { Call } from '../calls/call.ts'
import { createContext } from '../calls/context.ts'
import type { Meta } from '../calls/meta.ts'
import { invalidInput, normalizeError } from '../calls/normalize-error.ts'
import { withRequestScope } from '../calls/request-scope.ts'
import type { Hub } from '../hub.ts'
import type { Catalog, CatalogEntry, JsonSchema, ProcedureType } from './catalog.ts'

const snake = (segment: string) => segment.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Under which name tools of a module or a feature stand together. */
export const toolsetOf = (name: string): string => snake(name)

export const toolName = (path: string) =>
  path
    .replace(/^modules\./, '')
    .split('.')
    .map(snake)
    .join('_')

const empty: JsonSchema = { type: 'object', properties: {}, additionalProperties: false }

/** What the product calls its schemas. */
export type SchemaNames = ReadonlyMap<unknown, string>

interface Converted {
  zodSchema: unknown
  jsonSchema: JsonSchema
}

/**
 * `pattern` beside `format` and the safe-integer bounds say nothing to a reader and cost a third of a tool's size. The name
 * of a schema is for documents that describe it once.
 */
function write({ zodSchema, jsonSchema }: Converted, names: SchemaNames): void {
  const component = names.get(zodSchema)
  if (component !== undefined) jsonSchema['component'] = component
  if (jsonSchema['format'] !== undefined) delete jsonSchema['pattern']
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum']
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum']
}

function jsonSchemaOf(schema: z.ZodType | null, io: 'input' | 'output', names: SchemaNames): JsonSchema {
  if (!schema) return io === 'input' ? empty : {}
  const override = (converted: Converted) => write(converted, names)
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, override }) as JsonSchema
  return json
}

interface ProcedureDef {
  type: ProcedureType
  meta?: Meta
  inputs: (z.ZodType | undefined)[]
  output?: z.ZodType
}

/** tRPC keeps `inputs` and `output` at run time without typing them; this is the one place that looks. */
function definitions(router: AnyRouter): [string, ProcedureDef][] {
  const procedures = router._def.procedures as Record<string, { _def: ProcedureDef }>
  return Object.entries(procedures).map(([path, procedure]) => [path, procedure._def])
}

function entryOf(path: string, def: ProcedureDef, names: SchemaNames): CatalogEntry {
  if (!def.meta) throw new Error(`${path} has no meta`)
  if (def.inputs.length > 1) throw new Error(`${path} has more than one input schema`)
  const input = def.inputs[0] ?? null
  const output = def.output ?? null
  const tool = toolName(path)
  const inputJson = jsonSchemaOf(input, 'input', names)
  return {
    path,
    type: def.type,
    meta: def.meta,
    input,
    output,
    tool,
    toolset: toolsetOf(path.replace(/^modules\./, '').split('.')[0] ?? ''),
    restPath: path.replaceAll('.', '/'),
    inputJson,
    outputJson: jsonSchemaOf(def.type === 'subscription' ? null : output, 'output', names),
    takesKey: 'idempotencyKey' in ((inputJson['properties'] ?? {}) as JsonSchema),
  }
}

/** The same router with its subscriptions alone, for a door that must not carry anything else. */
export function subscriptionsOf(router: AnyRouter): AnyRouter {
  const procedures = Object.entries(router._def.procedures as Record<string, { _def: ProcedureDef }>)
  const streams = procedures.filter(([, { _def }]) => _def.type === 'subscription')
  // tRPC looks up what a caller names: what every object inherits, such as `constructor`, is no procedure.
  const named = Object.assign(Object.create(null) as object, Object.fromEntries(streams))
  return { ...router, _def: { ...router._def, procedures: named } } as AnyRouter
}

/** Builds the catalog of a router. `hub` is read at call time, because the hub itself holds the catalog. */
export function createCatalog(router: AnyRouter, hub: () => Hub, names: SchemaNames = new Map()): Catalog {
  const entries = definitions(router).map(([path, def]) => entryOf(path, def, names))
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const byTool = new Map(entries.map((entry) => [entry.tool, entry]))

  async function run(path: string, input: unknown, call: Call): Promise<unknown> {
    try {
      return await callTRPCProcedure({
        router,
        path,
        type: byPath.get(path)?.type ?? 'query',
        getRawInput: () => Promise.resolve(input),
        ctx: createContext(hub(), call),
        signal: call.signal,
        batchIndex: 0,
      })
    } catch (error) {
      throw normalizeError(error)
    }
  }

  return {
    entries,
    get: (path) => byPath.get(path),
    byTool: (tool) => byTool.get(tool),
    call: (path, input, call) => withRequestScope(call.requestId, () => run(path, input, call)),
    subscribe: (path, input, call) =>
      withRequestScope(call.requestId, async () => (await run(path, input, call)) as AsyncIterable<unknown>),
    parse(path, input) {
      const schema = byPath.get(path)?.input
      if (!schema) return undefined
      const result = schema.safeParse(input)
      if (!result.success) throw invalidInput(result.error)
      return result.data
    },
  }
}
