import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asSuperuser } from '@hub/db/testing'
import type { Mail } from '../../platform/mail/mail.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sendDueMails, unsubscribe } from './service.ts'
import { assignedTask, everythingHeard } from './testing.ts'

const HOUR_MS = 3_600_000
const KIND = 'ops.task.assigned'

let now: Date
let hub: TestHub
let org: TestOrg
let maeve: Awaited<ReturnType<TestOrg['join']>>
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00Z')
  org = await hub.newOrg()
  await org.api.organizations.update({ timeZone: 'Europe/Dublin' })
  maeve = await org.join('member')
})

const inHours = (hours: number) => void (now = new Date(now.getTime() + hours * HOUR_MS))

/** What was mailed to somebody by now. */
async function mailsTo({ email }: { email: string }): Promise<Mail[]> {
  await sendDueMails(hub.hub)
  await everythingHeard(hub)
  return hub.mails.filter(({ to }) => to === email)
}

const choose = (mail: 'now' | 'digest' | 'off', inApp = true) =>
  maeve.api.notifications.preferences.set({ kinds: [{ kind: KIND, inApp, mail }] })

const pathOf = (mail: Mail | undefined) => {
  const [what = '', token = ''] = new URL(mail?.unsubscribe?.url ?? '').pathname.split('/').slice(2)
  return { what, token }
}
const waysOf = async ({ api }: Pick<TestOrg, 'api'>, name = KIND) => {
  const { kinds } = await api.notifications.preferences.get({})
  return kinds.find(({ kind }) => kind === name)?.mail
}
const press = (link: { what: string; token: string }) => unsubscribe(hub.hub, link, hub.call())

describe('a mail at once (NTF-3)', () => {
  test('says what happened, where it is, and how it ends, and is sent once', async () => {
    await choose('now')
    const task = await assignedTask(hub, org, maeve)
    await Promise.all([sendDueMails(hub.hub), sendDueMails(hub.hub)])
    const [mail, ...others] = await mailsTo(maeve)
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      subject: expect.stringContaining(`${org.owner.name} assigned Seal the boxes to you`),
      action: { url: `http://localhost:3000/o/${org.slug}/tasks?task=${task.id}` },
      unsubscribe: { url: expect.stringContaining(`/unsubscribe/${KIND}/`) },
    })
  })

  test('is held in quiet hours, in the person’s zone, and sent after them', async () => {
    await choose('now')
    await maeve.api.notifications.preferences.set({
      quiet: { from: '20:00', to: '07:00' },
      timeZone: 'Asia/Tokyo',
    })
    await assignedTask(hub, org, maeve)
    expect(await mailsTo(maeve)).toEqual([])
    inHours(9.9)
    expect(await mailsTo(maeve)).toEqual([])
    inHours(0.2)
    expect(await mailsTo(maeve)).toHaveLength(1)
  })

  test('is not sent once it was read in the meantime', async () => {
    await choose('now')
    await assignedTask(hub, org, maeve)
    await maeve.api.notifications.markAllRead({})
    expect(await mailsTo(maeve)).toEqual([])
  })

  test('goes to nobody who may not see it any more, has left, or whose address is not known to be theirs', async () => {
    const gone = await org.join('member')
    const unproven = await org.join('member')
    for (const person of [maeve, gone, unproven])
      await person.api.notifications.preferences.set({ kinds: [{ kind: KIND, inApp: true, mail: 'now' }] })
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ emailVerifiedAt: null })
      .where('id', '=', unproven.userId)
      .execute()
    for (const person of [maeve, gone, unproven]) await assignedTask(hub, org, person)
    await org.api.organizations.access.setLevels({ userId: maeve.userId, levels: { ops: 'none' } })
    await org.api.organizations.members.remove({ userId: gone.userId })
    hub.mails.length = 0
    await mailsTo(maeve)
    expect(hub.mails.filter(({ subject }) => subject.includes('Seal the boxes'))).toEqual([])
  })

  test('comes without a row in the inbox where the person wants it so, and neither where they want nothing', async () => {
    await choose('now', false)
    await assignedTask(hub, org, maeve)
    expect(await mailsTo(maeve)).toHaveLength(1)
    await choose('off', false)
    await assignedTask(hub, org, maeve)
    expect(await mailsTo(maeve)).toHaveLength(1)
    expect((await maeve.api.notifications.list({})).items).toEqual([])
  })

  test('waits while its organization is suspended', async () => {
    await choose('now')
    await assignedTask(hub, org, maeve)
    const suspended = (value: Date | null) =>
      hub.hub.db.system
        .updateTable('organization')
        .set({ suspendedAt: value })
        .where('id', '=', org.orgId)
        .execute()
    await suspended(now)
    expect(await mailsTo(maeve)).toEqual([])
    await suspended(null)
    expect(await mailsTo(maeve)).toHaveLength(1)
  })
})

describe('the daily mail (NTF-5)', () => {
  test('holds what was not read since the last one, at the hour the person chose', async () => {
    await maeve.api.notifications.preferences.set({ digestAt: '18:30' })
    await assignedTask(hub, org, maeve)
    const read = await maeve.api.notifications.list({})
    await maeve.api.notifications.markRead({ id: read.items[0]?.id ?? '' })
    await assignedTask(hub, org, maeve)
    inHours(1)
    await assignedTask(hub, org, maeve)
    inHours(5.4)
    expect(await mailsTo(maeve)).toEqual([])
    inHours(0.2)
    const [mail, ...others] = await mailsTo(maeve)
    expect(others).toEqual([])
    expect(mail?.lines).toHaveLength(2)
    inHours(24)
    expect(await mailsTo(maeve)).toHaveLength(1)
  })
})

describe('what is mailed already (NTF-6)', () => {
  test('is not mailed again, whatever was chosen', async () => {
    const { notifications } = maeve.api
    await notifications.preferences.set({
      kinds: [{ kind: 'member.role_changed', inApp: true, mail: 'now' }],
    })
    await org.api.organizations.members.changeRole({ userId: maeve.userId, role: 'viewer' })
    await everythingHeard(hub)
    expect((await notifications.list({})).items).toHaveLength(1)
    const mails = await mailsTo(maeve)
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('role')])
  })
})

describe('the link that ends mails (NTF-7)', () => {
  test('ends exactly one kind, for exactly one person, also when it is pressed twice', async () => {
    await choose('now')
    const other = await org.join('member')
    await assignedTask(hub, org, maeve)
    const [mail] = await mailsTo(maeve)
    const jobs = await waysOf(maeve, 'job.failed')
    await press(pathOf(mail))
    await press(pathOf(mail))
    expect(await waysOf(maeve)).toBe('off')
    expect(await waysOf(maeve, 'job.failed')).toBe(jobs)
    expect(await waysOf(other)).toBe('digest')
    await assignedTask(hub, org, maeve)
    expect(await mailsTo(maeve)).toHaveLength(1)
    expect((await maeve.api.notifications.list({})).items).toHaveLength(2)
    const entries = await asSuperuser<{ target: { user: string } }>(
      hub.database,
      `select target from app.audit_entry where org_id = $1 and action = 'notification.mail.stopped'`,
      [org.orgId],
    )
    expect(entries).toEqual([{ target: { user: maeve.userId } }])
  })

  test('keeps back what is under way', async () => {
    await choose('now')
    await assignedTask(hub, org, maeve)
    const [mail] = await mailsTo(maeve)
    await assignedTask(hub, org, maeve)
    await press(pathOf(mail))
    expect(await mailsTo(maeve)).toHaveLength(1)
  })

  test('of the daily mail ends that one, and leaves what comes at once', async () => {
    await assignedTask(hub, org, maeve)
    inHours(24)
    const [mail] = await mailsTo(maeve)
    await press(pathOf(mail))
    expect([await waysOf(maeve), await waysOf(maeve, 'job.failed')]).toEqual(['off', 'now'])
  })

  test('is worth nothing for another kind, another person, or with another byte', async () => {
    await choose('now')
    await assignedTask(hub, org, maeve)
    const { what, token } = pathOf((await mailsTo(maeve))[0])
    const other = await org.join('member')
    const bytes = Buffer.from(token, 'base64url')
    const changed = (at: number, into: Buffer) => {
      const forged = Buffer.from(bytes)
      into.copy(forged, at)
      return forged.toString('base64url')
    }
    const id = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
    const forged = [
      { what: 'job.failed', token },
      { what: 'digest', token },
      { what, token: changed(0, id((await hub.newOrg()).orgId)) },
      { what, token: changed(16, id(other.userId)) },
      { what, token: changed(40, Buffer.from([(bytes[40] ?? 0) ^ 1])) },
      { what, token: token.slice(0, -2) },
      { what, token: '' },
    ]
    for (const link of forged) await expect(press(link)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect([await waysOf(maeve), await waysOf(other)]).toEqual(['now', 'digest'])
  })

  test('changes nothing once the person has left', async () => {
    await choose('now')
    await assignedTask(hub, org, maeve)
    const [mail] = await mailsTo(maeve)
    await org.api.organizations.members.remove({ userId: maeve.userId })
    await expect(press(pathOf(mail))).resolves.toMatchObject({ title: 'A task is given to you' })
  })
})
