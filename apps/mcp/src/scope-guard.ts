import { AppError, errorBody, toolNamedBy, toolsetPath } from '@hub/api/server'
import type { Hub, OrgPermission } from '@hub/api/server'
import type { Caller } from './auth.ts'
import { scopeChallenge } from './challenge.ts'
import type { Toolbox, Toolboxes, Toolset } from './tools.ts'

type Permissions = ReadonlySet<OrgPermission>

/** One request, or several in the batches of older revisions. */
const messagesIn = (body: unknown): unknown[] => (Array.isArray(body) ? body : [body])

interface Message {
  method?: unknown
  params?: { name?: unknown; arguments?: unknown }
}

/** The tool that is called, also where it is called through the catalog. */
function toolIn(message: unknown): string | undefined {
  const { method, params } = (message ?? {}) as Message
  if (method !== 'tools/call' || typeof params?.name !== 'string') return undefined
  const isThrough = params.name === 'hub_read' || params.name === 'hub_write'
  return isThrough ? toolNamedBy(params.arguments) : params.name
}

/** Everything a client must be allowed for the tools it calls, where its person holds it and the client does not. */
function missingScopes(
  body: unknown,
  { held, toolbox }: { held: Permissions; toolbox: Toolbox },
): OrgPermission[] {
  const needed = messagesIn(body).flatMap((message) => {
    const name = toolIn(message)
    const permission = name === undefined ? undefined : toolbox.find(name)?.meta.permission
    return permission === undefined || held.has(permission as OrgPermission) ? [] : [permission]
  })
  // Tools that need no organization's permission are in every toolbox.
  return [...new Set(needed)].filter((name) => name !== 'public' && name !== 'self') as OrgPermission[]
}

interface Session extends Caller {
  toolset: Toolset
}

/**
 * A tool beyond what was allowed is answered with everything to ask for at once: such a client is not shown the tool, and a
 * plain "no such tool" would not tell it what to do.
 */
export function scopeGuard(hub: Hub, toolboxes: Toolboxes) {
  return (body: unknown, session: Session): Response | undefined => {
    const { couldAskFor, permissions: held, toolset, call } = session
    if (couldAskFor === null || body === undefined) return undefined
    const toolbox = toolboxes.get(toolset, couldAskFor)
    const missing = missingScopes(body, { held, toolbox })
    if (missing.length === 0) return undefined
    const error = new AppError('FORBIDDEN', {
      message: `This application was not allowed ${missing.join(', ')}. Connect it again with that.`,
    })
    const headers = { 'www-authenticate': scopeChallenge(hub, toolsetPath(toolset), [...held, ...missing]) }
    return Response.json(errorBody(error, call.requestId), { status: 403, headers })
  }
}
