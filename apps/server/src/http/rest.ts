import { AppError, goneSignal, opensTo } from '@hub/api/server'
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

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The key in the header: the field's own draft puts it in double quotes, most clients send it bare. */
function headerKey({ headers }: FastifyRequest): string | undefined {
  const sent = headers['idempotency-key']
  if (typeof sent !== 'string') return undefined
  return /^"(.*)"$/.exec(sent.trim())?.[1] ?? sent
}

/** The body of a mutation, with the key that may stand in the header. Throws BAD_REQUEST where two keys are sent. */
function bodyInput(entry: CatalogEntry, request: FastifyRequest): unknown {
  const input = request.body ?? (entry.input ? {} : undefined)
  const key = headerKey(request)
  if (key === undefined || !entry.takesKey || !isFields(input)) return input
  const { idempotencyKey = key } = input
  if (idempotencyKey === key) return { ...input, idempotencyKey }
  const message = 'The header Idempotency-Key and idempotencyKey in the body differ. Send one of them.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'idempotencyKey', message }] })
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
