import { asSuperuser } from '@hub/db/testing'
import { askForMail, probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import type { ServiceHealth } from './health-checks.ts'

const model = { baseUrl: 'http://models.internal:9/v1', apiKey: 'sk-test-secret', name: 'test-model' }
let isStoreAway = false
const answer = async () => {
  if (isStoreAway) throw new Error('away')
  return null
}
const files = {
  put: async () => void (await answer()),
  get: answer,
  remove: async () => void (await answer()),
}

const letter = { to: 'a@b.example', subject: 'Hello', text: 'Hello' }

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ router: probeRouter, files, settings: { model }, stateDir: '/tmp' })
})
afterAll(() => hub.stop())

async function services(headers: Record<string, string> = {}): Promise<ServiceHealth[]> {
  const answer = await hub.request('/health/services', { headers })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { services: ServiceHealth[] }).services
}
const part = async (name: string) => (await services()).find((one) => one.name === name)
const whole = async (): Promise<unknown> => (await hub.request('/health')).json()

describe('/health/services (GW-4)', () => {
  test('tells how every part is', async () => {
    expect((await services()).map(({ name, status }) => `${name} ${status}`)).toEqual([
      'database ok',
      'connections ok',
      'outbox ok',
      'mail ok',
      'files ok',
      'assistant ok',
      'disk ok',
    ])
    expect(await whole()).toEqual({ status: 'ok', service: 'smart-ai-hub' })
  })

  test('gives the operator figures', async () => {
    const all = Object.fromEntries((await services()).map(({ name, facts }) => [name, facts]))
    expect(all).toMatchObject({
      database: { version: expect.stringMatching(/^\d+/), latencyMs: expect.any(Number) },
      connections: { appMax: 10, appWaiting: 0 },
      outbox: { waiting: 0, dead: 0, lagSeconds: 0 },
      assistant: { breaker: 'closed', lastSuccessAt: null },
      disk: { freeBytes: expect.any(Number) },
    })
    expect(all['database']?.['migrationsApplied']).toBe(all['database']?.['migrationsKnown'])
  })

  test('tells visitors words only, and nobody a secret or a host', async () => {
    const visitor = await services({ 'x-forwarded-for': '192.0.2.7' })
    for (const one of visitor) expect(Object.keys(one).toSorted()).toEqual(['detail', 'name', 'status'])
    expect(JSON.stringify(visitor)).not.toMatch(/\d+\.\d+\.|migrations/)
    expect(JSON.stringify([visitor, await services()])).not.toMatch(
      /internal|sk-test|localhost|hub_app|[a-z]:\d+/,
    )
  })

  test('marks mail that cannot be handed over until one has been', async () => {
    const { mail } = hub.hub
    const send = async () => {
      await askForMail(hub.hub, letter)
      await hub.deliver()
    }
    hub.hub.mail = { send: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.9:25')) }
    await send()
    expect(await part('mail')).toMatchObject({
      status: 'degraded',
      detail: 'the last one could not be handed over',
    })
    expect(await whole()).toMatchObject({ status: 'degraded' })
    hub.hub.mail = mail
    await send()
    expect(await part('mail')).toMatchObject({ status: 'ok' })
  })

  test('marks mail that nobody sends', async () => {
    await askForMail(hub.hub, letter)
    await asSuperuser(
      hub.database,
      `update app.job set due_at = now() - interval '90 seconds' where status = 'queued'`,
    )
    expect(await part('mail')).toMatchObject({
      status: 'degraded',
      detail: expect.stringMatching(/waits for 9\d s$/),
    })
    await asSuperuser(hub.database, 'delete from app.job')
  })

  test('marks a file store that is away until it answers again', async () => {
    const ask = () => hub.hub.files.get('avatar/00000000-0000-0000-0000-000000000000')
    isStoreAway = true
    await expect(ask()).rejects.toThrow('away')
    expect(await part('files')).toMatchObject({ status: 'degraded' })
    expect(await whole()).toMatchObject({ status: 'degraded' })
    isStoreAway = false
    await ask()
    expect(await part('files')).toMatchObject({ status: 'ok' })
  })

  test('marks a model whose breaker is open', async () => {
    hub.hub.vitals.models.set('test-model', { breaker: 'open', lastSuccessAt: new Date(0) })
    expect(await part('assistant')).toMatchObject({
      status: 'degraded',
      facts: { breaker: 'open', lastSuccessAt: '1970-01-01T00:00:00.000Z' },
    })
    hub.hub.vitals.models.clear()
  })

  test('marks events that wait for more than a minute', async () => {
    await asSuperuser(
      hub.database,
      `insert into app.outbox_event (id, org_id, topic, aggregate, payload, created_at)
       values (gen_random_uuid(), gen_random_uuid(), 'mail.withheld', 'x', '{}', now() - interval '90 seconds')`,
    )
    expect(await part('outbox')).toMatchObject({
      status: 'degraded',
      detail: expect.stringMatching(/waits for 9\d s$/),
    })
    await asSuperuser(hub.database, 'delete from app.outbox_event')
  })

  test('marks a database of another version than the program', async () => {
    await asSuperuser(
      hub.database,
      `insert into app.kysely_migration (name, timestamp) values ('9999_later', '')`,
    )
    expect(await part('database')).toMatchObject({ status: 'degraded' })
    // A balancer sends its calls to others; what comes all the same is served.
    const ready = await hub.request('/health/ready')
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'behind' }])
    expect(ready.headers.get('retry-after')).toBe('2')
    expect((await hub.request('/health/live')).status).toBe(200)
    await asSuperuser(hub.database, `delete from app.kysely_migration where name = '9999_later'`)
    expect((await hub.request('/health/ready')).status).toBe(200)
  })

  test('is not ready while another secret is in force than it knows', async () => {
    const { ring } = hub.hub.secrets
    const known = ring.current
    ring.use('the mark of another')
    expect(await part('database')).toMatchObject({ detail: 'has another HUB_SECRET in force' })
    const ready = await hub.request('/health/ready')
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'behind' }])
    ring.use(known)
    expect((await hub.request('/health/ready')).status).toBe(200)
  })
})
