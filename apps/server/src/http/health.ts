import type { FastifyInstance } from 'fastify'
import { checkServices, databaseHealth, overall } from './health-checks.ts'
import type { HealthParts, ServiceHealth } from './health-checks.ts'
import { isOperator } from './operator.ts'

const RETRY_SECONDS = 2

export interface HealthDoor extends HealthParts {
  /** METRICS_TOKEN, which shows the operator more. */
  token?: string | undefined
}

/** Callers who ask while a look is under way share it: nobody can keep the database busy by asking how it is. */
function shared<T>(look: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => (running ??= look().finally(() => (running = null)))
}

const forVisitors = ({ name, status, detail }: ServiceHealth) => ({ name, status, detail })

/**
 * `/health` says who answers and whether all is well, `/health/live` that the process runs, `/health/ready` that
 * it can work and is not behind its database (a load balancer sends requests only then; it serves what it has all the same), `/health/services` how each part is.
 */
export async function healthRoutes(app: FastifyInstance, { token, ...parts }: HealthDoor): Promise<void> {
  const services = shared(() => checkServices(parts))
  const database = shared(() => databaseHealth(parts.hub))
  const { publicUrl } = parts.hub.settings
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  app.get('/health', async () => ({ status: overall(await services()), service: 'smart-ai-hub' }))
  app.get('/health/live', async () => ({ status: 'ok' }))
  app.get('/health/ready', async (_request, reply) => {
    const { status, isBehind = false } = await database()
    if (status !== 'unavailable' && !isBehind) return { status: 'ok' }
    return reply
      .code(503)
      .header('retry-after', RETRY_SECONDS)
      .send({ status: isBehind ? 'behind' : status })
  })
  app.get('/health/services', async (request) => {
    const all = await services()
    return { services: isOperator(request, { token, publicUrl }) ? all : all.map(forVisitors) }
  })
}
