import type { FastifyInstance } from 'fastify'

export interface HealthChecks {
  /** Resolves when the hub can do its work, rejects otherwise. */
  ready(): Promise<void>
}

/** How long a check may take before it counts as failed. */
const READY_TIMEOUT_MS = 2_000

/**
 * `/health` says who answers (a second start asks it when the port is taken), `/health/live` that the process
 * runs, `/health/ready` that it can work: a load balancer sends requests only then.
 */
export function healthRoutes(app: FastifyInstance, checks: HealthChecks): void {
  app.get('/health', async () => ({ status: 'ok', service: 'smart-ai-hub' }))
  app.get('/health/live', async () => ({ status: 'ok' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await withinTime(checks.ready())
    if (ready) return { status: 'ok' }
    return reply.code(503).header('retry-after', '2').send({ status: 'unavailable' })
  })
}

async function withinTime(check: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), READY_TIMEOUT_MS)
  try {
    return await Promise.race([
      check.then(
        () => true,
        () => false,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}
