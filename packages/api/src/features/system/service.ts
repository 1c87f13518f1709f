import type { OrgContext, PublicContext } from '../../platform/calls/context.ts'
import { opensTo } from '../../platform/catalog/catalog.ts'
import { permits } from '../../platform/access/permissions.ts'
import { version } from '../../platform/logs/version.ts'
import type { Help, Status } from './schema.ts'

export { readBriefing } from './briefing.ts'
export { rowsTold } from './rows-told.ts'

/** What anybody may know about this hub before signing in. */
export function getStatus({ hub, now }: PublicContext): Status {
  const { registration, model } = hub.settings
  return { version, registration, assistant: model?.name ?? 'built-in', time: now().toISOString() }
}

/** The tools the caller may use at this door, grouped as the MCP addresses group them. */
export function getHelp(ctx: OrgContext): Help {
  const usable = ctx.catalog.entries.filter(
    (entry) =>
      entry.type !== 'subscription' &&
      opensTo(entry, 'mcp') &&
      permits(ctx.permissions, entry.meta.permission),
  )
  const toolsets = [...Map.groupBy(usable, ({ toolset }) => toolset)].map(([name, entries]) => ({
    name,
    tools: entries.map(({ tool, meta: { title, description, effect } }) => ({
      tool,
      title,
      description,
      effect,
    })),
  }))
  return { toolsets }
}
