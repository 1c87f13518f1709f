import { describe, expect, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { CatalogEntry, JsonSchema } from './platform/catalog/catalog.ts'
import { toolInputSchema, toolOutputSchema } from './platform/catalog/tool-schema.ts'
import { routerOf } from './router.ts'
import { moduleLists } from './testing/module-lists.ts'

const unusedHub = () => {
  throw new Error('no call is made here')
}
const MAX_TOOL_BYTES = 2048

interface Node {
  path: string
  schema: JsonSchema
}

function nodesOf(schema: unknown, path = ''): Node[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap((part, index) => nodesOf(part, `${path}[${index}]`))
  const below = Object.entries(schema).flatMap(([name, part]) => nodesOf(part, `${path}/${name}`))
  return [{ path, schema: schema as JsonSchema }, ...below]
}

function toolBytes({
  tool: name,
  meta: { title, description },
  inputJson,
  outputJson,
}: CatalogEntry): number {
  const schemas = { inputSchema: toolInputSchema(inputJson), outputSchema: toolOutputSchema(outputJson) }
  return Buffer.byteLength(JSON.stringify({ name, title, description, ...schemas }))
}

describe.each(moduleLists)('with $name', ({ modules }) => {
  const { permissions } = declaredBy(modules)
  /** Building it converts every schema to JSON Schema in both directions, so a banned construct fails here. */
  const { entries } = createCatalog(routerOf(modules), unusedHub)
  const cases = entries.map((entry) => [entry.path, entry] as const)

  const known = new Set<string>([...permissions.names, 'public', 'self', 'platform.admin'])
  describe.each(cases)('%s', (_path, entry) => {
    test('says what it is (CON-2)', () => {
      expect(entry.meta.title).toMatch(/^[A-Z].{2,59}[^.]$/)
      expect(entry.meta.description).toMatch(/^[A-Z][\s\S]{9,349}\.$/)
      expect(known).toContain(entry.meta.permission)
      expect(entry.meta.effect === 'read').toBe(entry.type !== 'mutation')
    })

    test('has an output schema and a strict object as input (CON-1)', () => {
      // A subscription's events are typed by its generator; tRPC has no schema for a stream of tracked values.
      expect(entry.output !== null || entry.type === 'subscription').toBe(true)
      expect(entry.inputJson['type']).toBe('object')
      expect(entry.inputJson['additionalProperties']).toBe(false)
      for (const union of ['oneOf', 'anyOf', 'allOf']) expect(entry.inputJson).not.toHaveProperty(union)
    })

    test('has a short tool name and a small tool description', () => {
      expect(entry.tool).toMatch(/^[a-z][a-z0-9_]{2,47}$/)
      const bytes = entry.meta.doors === 'all' ? toolBytes(entry) : 0
      expect(bytes).toBeLessThanOrEqual(MAX_TOOL_BYTES)
    })

    test('names the entity behind every id it takes, or the field that does', () => {
      const fields = (entry.inputJson['properties'] ?? {}) as object
      const isNamed = ({ entity, entityIn }: JsonSchema) => entity !== undefined || String(entityIn) in fields
      const unnamed = nodesOf(entry.inputJson).filter(
        ({ schema }) => schema['format'] === 'uuid' && !isNamed(schema),
      )
      expect(unnamed.map(({ path }) => path)).toEqual([])
    })
  })

  const queries = cases.filter(([, { type }]) => type === 'query')
  test.each(queries)('%s takes flat input, because it is a GET', (_path, entry) => {
    const nested = nodesOf(entry.inputJson['properties']).filter(({ schema }) => schema['type'] === 'object')
    expect(nested.map(({ path }) => path)).toEqual([])
  })

  const keyed = cases.filter(([, { type, meta }]) => type === 'mutation' && meta.permission !== 'public')
  test.each(keyed)('%s takes an idempotency key (CON-6)', (_path, entry) => {
    expect(Object.keys(entry.inputJson['properties'] as object)).toContain('idempotencyKey')
  })

  const kept = cases.filter(([, { meta }]) => meta.cache !== undefined)
  test.each(kept)(
    '%s may be kept: a read without a price of its own, a secret or a stranger (GW-8)',
    (_path, entry) => {
      const { cache, price, permission, effect, secret } = entry.meta
      expect([entry.type, effect, secret ?? false]).toEqual(['query', 'read', false])
      // What the price book charges at a door is carried out there; what always costs something is never kept.
      expect(price === null || price === 'free').toBe(true)
      const fitting = { public: 'everyone', self: 'actor' }[permission as string] ?? 'organization'
      expect(cache?.per).toBe(fitting)
      expect(cache?.seconds).toBeLessThanOrEqual(600)
    },
  )

  test('reads that change with each charge or with the clock are not kept (GW-8)', () => {
    const paths = kept.map(([path]) => path)
    for (const path of [
      'credits.balance',
      'credits.history',
      'credits.usage',
      'system.status',
      'audit.calls',
    ])
      expect(paths).not.toContain(path)
    expect(paths).toEqual(expect.arrayContaining(['auth.me', 'organizations.get', 'credits.priceBook']))
  })

  test('tool names are unique', () => {
    const names = entries.map(({ tool }) => tool)
    expect(new Set(names).size).toBe(names.length)
  })

  test('REST paths are unique', () => {
    const paths = entries.map(({ restPath }) => restPath)
    expect(new Set(paths).size).toBe(paths.length)
  })
})
