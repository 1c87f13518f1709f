import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { asSuperuser } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNats } from './platform/events/nats.ts'
import type { NatsBridge } from './platform/events/nats.ts'
import { startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { hasNatsServer, startNatsServer } from './testing/nats-server.ts'
import type { NatsServer } from './testing/nats-server.ts'

interface Told {
  subject: string
  id: string | undefined
  body: { id: string; topic: string; data: object }
}

/** All that a reader finds in the stream about this organization, over a connection of its own. */
async function storedFor({ orgId }: Pick<TestOrg, 'orgId'>, { url }: NatsServer): Promise<Told[]> {
  const { hostname, port } = new URL(url)
  const reader: NatsConnection = await connect({
    servers: `${hostname}:${port}`,
    user: 'hub',
    pass: 's#cret',
  })
  try {
    const { streams } = await jetstreamManager(reader)
    const { state } = await streams.info('HUB')
    const told: Told[] = []
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const stored = await streams.getMessage('HUB', { seq })
      if (stored?.subject.startsWith(`hub.${orgId}.`) === true)
        told.push({ subject: stored.subject, id: stored.header.get('Nats-Msg-Id'), body: stored.json() })
    }
    return told
  } finally {
    await reader.close()
  }
}

// Without nats-server (Debian package nats-server) there is nothing to test against; `.ci/run` installs it.
describe.skipIf(!hasNatsServer())('the bridge to NATS (EVT-1)', () => {
  let server: NatsServer
  let nats: NatsBridge
  let hub: TestHub
  const logged: string[] = []
  beforeAll(async () => {
    server = await startNatsServer()
    const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) })
    nats = openNats({ url: server.url, log })
    hub = await startHub({ nats, log })
  })
  afterAll(async () => {
    await nats.close()
    await hub.stop()
    await server.stop()
  })

  const told = () =>
    logged.map((line) => (JSON.parse(line) as { msg: string }).msg).filter((msg) => !msg.startsWith('slow'))

  test('tells each event once, under its organization and topic', async () => {
    const org = await hub.newOrg()
    const { id: taskId } = await org.api.modules.ops.tasks.create({ title: 'Order flour' })
    await org.api.organizations.invitations.create({ email: 'nats@example.test', role: 'viewer' })
    await hub.hub.outbox.drain()
    const { items } = await org.api.events.list({ topic: 'ops.task.created' })
    const told = await storedFor(org, server)
    expect(told.map(({ subject }) => subject).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      `hub.${org.orgId}.member.invited`,
      `hub.${org.orgId}.ops.task.created`,
    ])
    const task = told.find(({ body }) => body.topic === 'ops.task.created')
    expect(task).toMatchObject({
      id: items[0]?.id,
      body: {
        id: items[0]?.id,
        createdAt: items[0]?.createdAt,
        organization: { id: org.orgId },
        aggregate: `task:${taskId}`,
        data: { taskId, title: 'Order flour' },
      },
    })
  })

  test('stores an event that is delivered again once', async () => {
    const org = await hub.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'Order flour' })
    await hub.hub.outbox.drain()
    await asSuperuser(
      hub.database,
      `update app.outbox_delivery set delivered_at = null, available_at = now() where org_id = $1 and listener = 'hub.nats'`,
      [org.orgId],
    )
    await hub.hub.outbox.drain()
    expect(await storedFor(org, server)).toHaveLength(1)
  })

  test('goes on after the server was away, and nothing is lost or waits for it', async () => {
    const org = await hub.newOrg()
    logged.length = 0
    await server.kill()
    for (const title of ['While it is away', 'And another', 'And one more'])
      await org.api.modules.ops.tasks.create({ title })
    await hub.hub.outbox.drain()
    const waiting = () =>
      asSuperuser<{ listener: string }>(
        hub.database,
        `select listener from app.outbox_delivery where org_id = $1 and delivered_at is null`,
        [org.orgId],
      )
    expect((await waiting()).map(({ listener }) => listener)).toEqual(['hub.nats', 'hub.nats', 'hub.nats'])
    expect(told()).toEqual(['NATS is away; what happens waits for it'])
    await server.start()
    await expect
      .poll(
        async () => {
          await asSuperuser(
            hub.database,
            `update app.outbox_delivery set available_at = now() where delivered_at is null`,
          )
          await hub.hub.outbox.drain()
          return waiting()
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual([])
    const stored = (await storedFor(org, server)).map(({ body: { data } }) => data)
    expect(stored).toHaveLength(3)
    expect(stored).toContainEqual(expect.objectContaining({ title: 'While it is away' }))
    expect(told()).toEqual(['NATS is away; what happens waits for it', 'NATS is back'])
  })
})
