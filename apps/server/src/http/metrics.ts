import { AppError } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { freeBytes } from '@hub/db/embedded'
import type { FastifyInstance } from 'fastify'
import type { HealthParts } from './health-checks.ts'
import { isOperator } from './operator.ts'

export interface MetricsDoor {
  hub: Hub
  /** METRICS_TOKEN. */
  token?: string | undefined
  /** Folder of the built-in database; absent with a database elsewhere, whose disk is not ours to see. */
  stateDir?: string | undefined
  /** Parts of the health page that no other figure shows. */
  more?: HealthParts['more']
}

/** Of this machine and not of the hub, so it is written here; nothing where the system does not tell. */
function diskText(stateDir: string): string {
  const free = freeBytes(stateDir)
  if (!Number.isFinite(free)) return ''
  return [
    '# HELP hub_disk_free_bytes Free space on the disk of the built-in database.',
    '# TYPE hub_disk_free_bytes gauge',
    `hub_disk_free_bytes ${free}`,
    '',
  ].join('\n')
}

/** What only the health page would know, so that an alert may be made of it. */
async function servicesText(services: NonNullable<HealthParts['more']>): Promise<string> {
  const found = await Promise.all(services.map(async (look) => look()))
  return [
    '# HELP hub_service_well Whether /health/services finds this part of the hub well.',
    '# TYPE hub_service_well gauge',
    ...found.map(({ name, status }) => `hub_service_well{service="${name}"} ${status === 'ok' ? 1 : 0}`),
    '',
  ].join('\n')
}

/** Figures for Prometheus; for everybody but the operator there is no such page. */
export async function metricsRoutes(
  app: FastifyInstance,
  { hub, token, stateDir, more = [] }: MetricsDoor,
): Promise<void> {
  const { publicUrl } = hub.settings
  app.get('/metrics', async (request, reply) => {
    if (!isOperator(request, { token, publicUrl })) throw new AppError('NOT_FOUND')
    reply.header('cache-control', 'no-store').type(hub.metrics.contentType)
    const text = (await hub.metrics.text()) + (await servicesText(more))
    return stateDir === undefined ? text : text + diskText(stateDir)
  })
}
