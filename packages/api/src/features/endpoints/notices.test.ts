import { asSuperuser } from '@hub/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { textOfSentence } from '../../shared/sentence.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sendDueMails } from '../notifications/service.ts'
import { everythingHeard } from '../notifications/testing.ts'
import { endpointAt, makeDue, sendAll, startReceiver } from './testing.ts'
import type { Receiver } from './testing.ts'

let receiver: Receiver
let hub: TestHub
beforeAll(async () => {
  receiver = await startReceiver()
  hub = await startHub({ internet: receiver.seam })
})
afterEach(() => {
  receiver.received.length = 0
  receiver.answers.clear()
})
afterAll(async () => {
  await hub.stop()
  await receiver.stop()
})

type Caller = Pick<TestOrg, 'api'>

async function inboxOf({ api }: Caller) {
  await everythingHeard(hub)
  const { items } = await api.notifications.list({})
  return items.map(({ actorName, sentence, detail, isWaiting, count }) => ({
    words: `${actorName ?? ''} ${textOfSentence(sentence)}`.trim(),
    detail,
    isWaiting,
    count,
  }))
}

/** What waits is tried for the last time. */
async function lastTry(): Promise<void> {
  await hub.hub.outbox.drain()
  await asSuperuser(hub.database, `update app.endpoint_delivery set attempts = 13 where status = 'waiting'`)
  await makeDue(hub)
  await sendAll(hub)
}

const refuse = (path: string) => receiver.answers.set(path, (response) => void response.writeHead(500).end())

const gaveUp = async ({ api }: Caller) =>
  (await api.events.list({ topic: 'endpoint.gave_up', limit: 100 })).items.length

describe('a delivery that is given up (NTF-15)', () => {
  test('is told once for its endpoint to those who look after endpoints, until they have read it', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    refuse('/ledger')
    await endpointAt(org, '/ledger', ['ops.task.created'])
    const fail = async (title: string) => {
      await org.api.modules.ops.tasks.create({ title })
      await lastTry()
    }
    await fail('Order salt')
    await fail('Order flour')
    const words = 'The hub gave up sending to Receiver /ledger'
    expect(await inboxOf(org)).toEqual([
      { words, detail: '2 events wait to be sent again or put aside.', isWaiting: false, count: 1 },
    ])
    expect([await inboxOf(member), await gaveUp(org)]).toEqual([[], 2])
    await org.api.notifications.markAllRead({})
    await fail('Order lids')
    expect((await inboxOf(org)).map((one) => one.words)).toEqual([words, words])
  })

  test('is told again after a day to somebody who wants mails alone', async () => {
    const org = await hub.newOrg()
    const kind = 'endpoint.gave_up'
    await org.api.notifications.preferences.set({ kinds: [{ kind, inApp: false, mail: 'now' }] })
    refuse('/mailed')
    await endpointAt(org, '/mailed', ['ops.task.created'])
    const mails = async (title: string) => {
      await org.api.modules.ops.tasks.create({ title })
      await lastTry()
      await everythingHeard(hub)
      await sendDueMails(hub.hub)
      await everythingHeard(hub)
      return hub.mails.filter(({ to, subject }) => to === org.owner.email && /gave up/.test(subject)).length
    }
    expect([await mails('One'), await mails('Two')]).toEqual([1, 1])
    await asSuperuser(
      hub.database,
      `update app.notification set created_at = created_at - interval '25 hours' where org_id = '${org.orgId}'`,
    )
    expect(await mails('Three')).toBe(2)
  })

  test('of news about deliveries given up is told to nobody, so that endpoints do not feed each other', async () => {
    const org = await hub.newOrg()
    refuse('/one')
    refuse('/two')
    await endpointAt(org, '/one')
    await endpointAt(org, '/two')
    await org.api.modules.ops.tasks.create({ title: 'Order salt' })
    for (let round = 0; round < 4; round += 1) await lastTry()
    expect(await gaveUp(org)).toBe(2)
  })
})

describe('an endpoint that the hub pauses (NTF-16)', () => {
  test('since its maker may not read any more is told with what to do, and waits until it is on again', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    const { endpoint } = await endpointAt(admin, '/gone', ['ops.task.created'])
    await org.api.organizations.members.remove({ userId: admin.userId })
    await org.api.modules.ops.tasks.create({ title: 'Order salt' })
    await sendAll(hub)
    const detail =
      'Whoever set it up may no longer read what it is sent. Turn it on to answer for it yourself.'
    const told = { words: 'The hub paused Receiver /gone', detail, count: 1 }
    expect(await inboxOf(org)).toEqual([{ ...told, isWaiting: true }])
    await org.api.endpoints.update({ id: endpoint.id, state: 'on' })
    expect(await inboxOf(org)).toEqual([{ ...told, isWaiting: false }])
  })
})
