import { opensTo } from './catalog.ts'
import type { Catalog, CatalogEntry } from './catalog.ts'
import { isOfOrganization } from '../access/permissions.ts'
import type { OrgPermission } from '../access/permissions.ts'

export interface ToolScopes {
  /** Every permission that some tool needs, in the order of the tools. */
  all: readonly OrgPermission[]
  /** Those that only look: what a client gets that names none. */
  reading: readonly OrgPermission[]
}

/** Where all tools are. */
export const MCP_PATH = '/mcp'

/** The address of one toolset, of its reading tools alone, or of all tools. */
export function toolsetPath({ name, readOnly }: { name: string | null; readOnly: boolean }): string {
  if (name === null) return MCP_PATH
  return `${MCP_PATH}/x/${encodeURIComponent(name)}${readOnly ? '/readonly' : ''}`
}

/** Whether a token for the resource at one path is good at another: there, and below it. */
export const coversPath = (resource: string, path: string): boolean =>
  path === resource || path.startsWith(`${resource}/`)

const isRead = ({ meta }: CatalogEntry) => meta.effect === 'read'

function scopesOf(tools: readonly CatalogEntry[]): ToolScopes {
  const needed = (some: readonly CatalogEntry[]) =>
    [...new Set(some.map(({ meta }) => meta.permission))].filter(isOfOrganization)
  const [all, reading] = [
    needed(tools),
    needed(tools.filter(isRead)).filter((name) => name.endsWith('.read')),
  ]
  return { all, reading: reading.length > 0 ? reading : all }
}

function resourcesOf(catalog: Catalog): ReadonlyMap<string, ToolScopes> {
  const tools = catalog.entries.filter((entry) => entry.type !== 'subscription' && opensTo(entry, 'mcp'))
  const everything = scopesOf(tools)
  const toolsets = [...Map.groupBy(tools, ({ toolset }) => toolset)].flatMap(([name, some]) => [
    [toolsetPath({ name, readOnly: false }), scopesOf(some)] as const,
    [toolsetPath({ name, readOnly: true }), scopesOf(some.filter(isRead))] as const,
  ])
  // The hub by itself, as which clients know it that find the metadata at its root.
  return new Map([['', everything], [MCP_PATH, everything], ...toolsets])
}

const known = new WeakMap<Catalog, ReadonlyMap<string, ToolScopes>>()

/** Every address of the MCP door as an OAuth resource (RFC 9728), by its path: the permissions behind its tools, and no others. */
export function toolResources(catalog: Catalog): ReadonlyMap<string, ToolScopes> {
  const found = known.get(catalog) ?? resourcesOf(catalog)
  known.set(catalog, found)
  return found
}

const none: ToolScopes = { all: [], reading: [] }

/** What an MCP client can be allowed at most. */
export const toolScopes = (catalog: Catalog): ToolScopes => toolResources(catalog).get(MCP_PATH) ?? none

/** The path of a resource that a client names; undefined where it is none of ours. */
export function resourcePath(publicUrl: string, resource: string): string | undefined {
  if (resource !== publicUrl && !resource.startsWith(`${publicUrl}/`)) return undefined
  const path = resource.slice(publicUrl.length)
  // Every URL parser writes the hub's own address with a slash.
  return path === '/' ? '' : path
}
