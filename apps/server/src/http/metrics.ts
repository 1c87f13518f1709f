import { AppError } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'
import { isOperator } from './operator.ts'

export interface MetricsDoor {
  hub: Hub
  /** METRICS_TOKEN. */
  token?: string | undefined
}

/** Figures for Prometheus; for everybody but the operator there is no such page. */
export async function metricsRoutes(app: FastifyInstance, { hub, token }: MetricsDoor): Promise<void> {
  const { publicUrl } = hub.settings
  app.get('/metrics', async (request, reply) => {
    if (!isOperator(request, { token, publicUrl })) throw new AppError('NOT_FOUND')
    reply.header('cache-control', 'no-store').type(hub.metrics.contentType)
    return hub.metrics.text()
  })
}
