import type { Hub } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'

/** How long a check may take before it counts as failed. */
const CHECK_TIMEOUT_MS = 2_000
const RETRY_SECONDS = 2
/** Mail that waits longer than this means that something is stuck. */
const LAG_LIMIT_SECONDS = 60

export interface ServiceHealth {
  name: string
  status: 'ok' | 'degraded' | 'unavailable'
  detail: string
}

async function withinTime<T>(check: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_TIMEOUT_MS)
  try {
    return await Promise.race([check, late])
  } finally {
    clearTimeout(timer)
  }
}

async function databaseHealth({ db }: Hub): Promise<ServiceHealth> {
  const begin = performance.now()
  return withinTime(db.ping()).then(
    () => ({
      name: 'database',
      status: 'ok',
      detail: `answers in ${Math.ceil(performance.now() - begin)} ms`,
    }),
    () => ({ name: 'database', status: 'unavailable', detail: 'does not answer' }),
  )
}

async function outboxHealth({ db, now }: Hub): Promise<ServiceHealth> {
  const oldest = db.system
    .selectFrom('outboxEvent')
    .select(({ fn }) => fn.min('createdAt').as('since'))
    .where('deliveredAt', 'is', null)
    .where('deadAt', 'is', null)
    .executeTakeFirst()
  return withinTime(oldest).then(
    (row) => {
      const lag = row?.since ? Math.max(0, Math.round((now().getTime() - Date.parse(row.since)) / 1000)) : 0
      const detail = lag === 0 ? 'nothing waits' : `the oldest event waits for ${lag} s`
      return { name: 'outbox', status: lag > LAG_LIMIT_SECONDS ? 'degraded' : 'ok', detail }
    },
    () => ({ name: 'outbox', status: 'unavailable', detail: 'cannot be read' }),
  )
}

export interface HealthParts {
  hub: Hub
  /** How mail leaves, for people and without secrets. */
  mail: string
}

async function services({ hub, mail }: HealthParts): Promise<ServiceHealth[]> {
  const [database, outbox] = await Promise.all([databaseHealth(hub), outboxHealth(hub)])
  const { model } = hub.settings
  return [
    database,
    outbox,
    { name: 'mail', status: 'ok', detail: mail },
    {
      name: 'assistant',
      status: 'ok',
      detail: model ? `${model.name}, with the built-in engine behind it` : 'built-in engine',
    },
  ]
}

/**
 * `/health` says who answers and whether all is well, `/health/live` that the process runs, `/health/ready` that
 * it can work (a load balancer sends requests only then), `/health/services` how each part is.
 */
export async function healthRoutes(app: FastifyInstance, parts: HealthParts): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  app.get('/health', async () => {
    const all = await services(parts)
    return { status: all.every(({ status }) => status === 'ok') ? 'ok' : 'degraded', service: 'smart-ai-hub' }
  })
  app.get('/health/live', async () => ({ status: 'ok' }))
  app.get('/health/ready', async (_request, reply) => {
    const { status } = await databaseHealth(parts.hub)
    if (status === 'ok') return { status }
    return reply.code(503).header('retry-after', RETRY_SECONDS).send({ status })
  })
  app.get('/health/services', async () => ({ services: await services(parts) }))
}
