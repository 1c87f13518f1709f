import {
  CATALOG_TOOLS,
  catalogToolShapes,
  opensTo,
  permits,
  priceText,
  toolInputSchema,
  toolOutputSchema,
} from '@hub/api/server'
import type { CatalogEntry, CatalogTool, CatalogView, Hub, JsonSchema, OrgPermission } from '@hub/api/server'
import type { Tool } from '@modelcontextprotocol/server'
import { NAMED_IN_GUIDANCE } from './guidance-tools.ts'

/** Which part of the catalog an address serves. */
export interface Toolset {
  /** One module or feature; null for everything. */
  name: string | null
  readOnly: boolean
}

type Declared = Pick<Hub, 'catalog' | 'abouts'>
type Permissions = ReadonlySet<OrgPermission>

/** Tools in name order, as one address shows them to one set of permissions. */
export interface Toolbox {
  tools: readonly Tool[]
  /** What all of its tools call, listed or not. */
  entries: readonly CatalogEntry[]
  /** Any tool of this address, listed or not. */
  find(name: string): CatalogEntry | undefined
  /** Where the list is cut: what the four tools over the catalog reach. */
  view: CatalogView | null
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

const priceOf = ({ meta }: CatalogEntry) => priceText(meta, { door: 'mcp' })

function toolOf(entry: CatalogEntry): Tool {
  const { title, description, effect, isRepeatable } = entry.meta
  const approval = effect === 'read' ? '' : ' A person approves it first, unless the key may act unasked.'
  return {
    name: entry.tool,
    title,
    description: `${description} ${priceOf(entry)}${approval}`,
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

function catalogTool(name: CatalogTool): Tool {
  const { description, inputSchema } = catalogToolShapes[name]
  const isRead = name !== 'hub_write'
  return {
    name,
    description,
    inputSchema: { ...inputSchema, type: 'object' },
    annotations: {
      readOnlyHint: isRead,
      destructiveHint: !isRead,
      idempotentHint: isRead,
      openWorldHint: false,
    },
  }
}

/** What `/mcp` lists at most: clients show a model all of it in each conversation, and stop reading long lists. */
const LISTED_AT_MOST = 25
const LISTED_BYTES = 14_800

const bytesOf = (tools: readonly Tool[]) => Buffer.byteLength(JSON.stringify(tools))

/** In turns, so that each group shows its first tools: the first of each, then the second of each. */
function inTurns(groups: readonly (readonly CatalogEntry[])[]): CatalogEntry[] {
  const longest = Math.max(0, ...groups.map((group) => group.length))
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? [])).flat()
}

const isOfModule = ({ path }: CatalogEntry) => path.startsWith('modules.')

/** What the instructions and errors speak of, then what modules do, then the rest of the hub. */
function byUse(entries: readonly CatalogEntry[]): CatalogEntry[] {
  const spoken = entries.filter(({ tool }) => NAMED_IN_GUIDANCE.includes(tool))
  const groups = [...Map.groupBy(entries, ({ toolset }) => toolset).values()]
  const [ofModules, ofHub] = [true, false].map((is) =>
    inTurns(groups.filter(([first]) => first && isOfModule(first) === is)),
  )
  return [...new Set([...spoken, ...(ofModules ?? []), ...(ofHub ?? [])])]
}

/** As many of them as fit beside the four; without schemas of results, which a client can do without. */
function firstOf(entries: readonly CatalogEntry[], four: readonly Tool[]): Tool[] {
  const listed: Tool[] = []
  let bytes = bytesOf(four)
  for (const entry of byUse(entries)) {
    const { outputSchema: _result, ...made } = toolOf(entry)
    const size = bytesOf([made])
    if (bytes + size > LISTED_BYTES) continue
    bytes += size
    listed.push(made)
    if (listed.length === LISTED_AT_MOST - four.length) break
  }
  return listed
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

/** The whole list of a toolset, and of `/mcp` while it is short; else its first tools and the four. */
function toolboxOf(hub: Declared, entries: readonly CatalogEntry[], isOfToolset: boolean): Toolbox {
  const known = new Map(entries.map((entry) => [entry.tool, entry]))
  const find = (name: string) => known.get(name)
  const all = entries.map(toolOf)
  if (isOfToolset || (all.length <= LISTED_AT_MOST && bytesOf(all) <= LISTED_BYTES))
    return { tools: all.toSorted(byName), entries, find, view: null }
  const canWrite = entries.some(({ meta }) => meta.effect !== 'read')
  const four = CATALOG_TOOLS.filter((name) => canWrite || name !== 'hub_write').map(catalogTool)
  const view = { entries, byTool: find, priceText: priceOf, about: (group: string) => hub.abouts.get(group) }
  return { tools: [...four, ...firstOf(entries, four)].toSorted(byName), entries, find, view }
}

const belongs = (entry: CatalogEntry, { name, readOnly }: Toolset): boolean =>
  entry.type !== 'subscription' &&
  opensTo(entry, 'mcp') &&
  (name === null || entry.toolset === name) &&
  (!readOnly || entry.meta.effect === 'read')

/** Lists depend only on the address and what the caller may do (never on the connection), so they are built once each. */
export function createToolboxes(hub: Declared) {
  const { catalog } = hub
  const cached = new Map<string, Toolbox>()

  function build(toolset: Toolset, permissions: Permissions): Toolbox {
    const entries = catalog.entries.filter(
      (entry) => belongs(entry, toolset) && permits(permissions, entry.meta.permission),
    )
    return toolboxOf(hub, entries, toolset.name !== null)
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
