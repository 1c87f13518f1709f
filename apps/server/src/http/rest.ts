import { goneSignal, opensTo } from '@hub/api/server'
import type { CatalogEntry, Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerCredential, callOf } from './caller.ts'
import { sendTagged } from './entity-tag.ts'
import { queryReader } from './query-string.ts'
import type { QueryString } from './query-string.ts'

export const REST_PREFIX = '/api/v1'

/** Every query and mutation that programs may call; a subscription needs a stream and stays at /trpc. */
export const restEntries = ({ catalog }: Pick<Hub, 'catalog'>): CatalogEntry[] =>
  catalog.entries.filter((entry) => entry.type !== 'subscription' && opensTo(entry, 'rest'))

/** The body of a mutation; a key in the header counts unless the body brings its own. */
function bodyInput(entry: CatalogEntry, { body, headers }: FastifyRequest): unknown {
  const input = body ?? (entry.input ? {} : undefined)
  const key = headers['idempotency-key']
  if (
    key === undefined ||
    !entry.takesKey ||
    typeof input !== 'object' ||
    input === null ||
    Array.isArray(input)
  )
    return input
  return { idempotencyKey: key, ...input }
}

/** How the input of one procedure is read. */
function inputReader(entry: CatalogEntry): (request: FastifyRequest) => unknown {
  if (entry.type === 'mutation') return (request) => bodyInput(entry, request)
  if (!entry.input) return () => undefined
  const read = queryReader(entry.inputJson)
  return ({ query }) => read(query as QueryString)
}

/**
 * REST by rule from the catalog: dots become slashes, queries are GET with query strings, mutations POST with JSON.
 * Only a bearer token or API key counts here; cookies are not read, so no page can act in a person's name.
 */
export async function restRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  for (const entry of restEntries(hub)) {
    const inputOf = inputReader(entry)
    app.route({
      method: entry.type === 'query' ? 'GET' : 'POST',
      url: `${REST_PREFIX}/${entry.restPath}`,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const credential = bearerCredential(request) ?? { kind: 'none' as const }
        const call = callOf(request, { door: 'rest', credential, signal: goneSignal(reply.raw), reply })
        const answer = await hub.catalog.call(entry.path, inputOf(request), call)
        if (entry.type === 'query' && !entry.meta.secret) return sendTagged(request, reply, answer)
        reply.header('cache-control', 'no-store')
        return answer
      },
    })
  }
}
