import { opensTo } from './catalog.ts'
import type { Catalog } from './catalog.ts'
import { orgPermissions } from './permissions.ts'
import type { OrgPermission } from './permissions.ts'

export interface ToolScopes {
  /** Every permission that some tool needs, in the order of the permission table. */
  all: OrgPermission[]
  /** Those that only look: what a client gets that names none. */
  reading: OrgPermission[]
}

/** What an MCP client can be allowed: the permissions behind the tools, and no others. */
export function toolScopes(catalog: Catalog): ToolScopes {
  const tools = catalog.entries.filter((entry) => entry.type !== 'subscription' && opensTo(entry, 'mcp'))
  const needed = (effects: readonly string[]) => {
    const names = new Set<string>(
      tools.filter(({ meta }) => effects.includes(meta.effect)).map(({ meta }) => meta.permission),
    )
    return orgPermissions.filter((name) => names.has(name))
  }
  return {
    all: needed(['read', 'write', 'destructive']),
    reading: needed(['read']).filter((name) => name.endsWith('.read')),
  }
}
