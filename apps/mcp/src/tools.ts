import {
  creditsText,
  isMetered,
  opensTo,
  permits,
  toolInputSchema,
  toolOutputSchema,
  worstCaseMicro,
} from '@hub/api/server'
import type { Catalog, CatalogEntry, JsonSchema, OrgPermission } from '@hub/api/server'
import type { Tool } from '@modelcontextprotocol/server'

/** Which part of the catalog an address serves. */
export interface Toolset {
  /** One module or feature; null for everything. */
  name: string | null
  readOnly: boolean
}

type Permissions = ReadonlySet<OrgPermission>

/** Tools in name order, as one address shows them to one set of permissions. */
export interface Toolbox {
  tools: readonly Tool[]
  find(name: string): CatalogEntry | undefined
}

/** Sets of permissions are few (roles and key scopes); this only bounds a hub with very many kinds of keys. */
const CACHED_AT_MOST = 500

const isObject = (schema: JsonSchema) => schema['type'] === 'object'

/** Structured results are objects; anything else travels as `{ result }`. */
export const wrapsResult = ({ outputJson }: CatalogEntry) => !isObject(outputJson)

function outputSchema(entry: CatalogEntry): JsonSchema {
  const schema = toolOutputSchema(entry.outputJson)
  return wrapsResult(entry)
    ? { type: 'object', properties: { result: schema }, required: ['result'] }
    : schema
}

function priceText({ meta }: CatalogEntry): string {
  if (isMetered(meta.price)) return 'Priced by use.'
  const micro = worstCaseMicro(meta, { door: 'mcp' }, undefined)
  return micro === 0 ? 'Free.' : `Costs ${creditsText(micro)} credits.`
}

function toolOf(entry: CatalogEntry): Tool {
  const { title, description, effect, isRepeatable } = entry.meta
  const approval = effect === 'read' ? '' : ' A person approves it first, unless the key may act unasked.'
  return {
    name: entry.tool,
    title,
    description: `${description} ${priceText(entry)}${approval}`,
    inputSchema: { ...toolInputSchema(entry.inputJson), type: 'object' },
    outputSchema: { ...outputSchema(entry), type: 'object' },
    annotations: {
      title,
      readOnlyHint: effect === 'read',
      destructiveHint: effect === 'destructive',
      idempotentHint: effect === 'read' || isRepeatable === true,
      // The hub's own data: a tool reaches no open world.
      openWorldHint: false,
    },
  }
}

const belongs = (entry: CatalogEntry, { name, readOnly }: Toolset): boolean =>
  entry.type !== 'subscription' &&
  opensTo(entry, 'mcp') &&
  (name === null || entry.toolset === name) &&
  (!readOnly || entry.meta.effect === 'read')

/** Lists depend only on the address and what the caller may do (never on the connection), so they are built once each. */
export function createToolboxes(catalog: Catalog) {
  const cached = new Map<string, Toolbox>()

  function build(toolset: Toolset, permissions: Permissions): Toolbox {
    const entries = catalog.entries.filter(
      (entry) => belongs(entry, toolset) && permits(permissions, entry.meta.permission),
    )
    const sorted = entries.toSorted((a, b) => (a.tool < b.tool ? -1 : 1))
    const byName = new Map(sorted.map((entry) => [entry.tool, entry]))
    return { tools: sorted.map(toolOf), find: (name) => byName.get(name) }
  }

  return {
    /** False for a name no tool belongs to. */
    has: (name: string): boolean =>
      catalog.entries.some((entry) => belongs(entry, { name, readOnly: false })),
    get(toolset: Toolset, permissions: Permissions): Toolbox {
      const key = [toolset.name ?? '', toolset.readOnly, ...[...permissions].toSorted()].join('|')
      const hit = cached.get(key)
      if (hit) return hit
      const oldest = cached.size >= CACHED_AT_MOST ? cached.keys().next().value : undefined
      if (oldest !== undefined) cached.delete(oldest)
      const made = build(toolset, permissions)
      cached.set(key, made)
      return made
    },
  }
}

export type Toolboxes = ReturnType<typeof createToolboxes>
