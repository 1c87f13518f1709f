import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Mail } from '../../platform/mail/mail.ts'
import { modules } from '../../modules/index.ts'
import { router } from '../../platform/calls/trpc.ts'
import type { HubModule } from '../../platform/module.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sendBriefings, unsubscribe } from './service.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** What the kiln's line answers, as the test wants. */
let readKiln: () => Promise<null>
const kiln: HubModule = {
  name: 'kiln',
  title: 'Kiln',
  router: router({}),
  schemas: [],
  permissions: { 'kiln.pot.read': { title: 'See pots', level: 'read' } },
  entities: {
    kiln_pot: {
      noun: 'Pot',
      names: async () => [],
      permission: 'kiln.pot.read',
      ofPerson: { none: 'pots are the potter’s' },
    },
  },
  activity: {},
  personal: { files: [], leftOut: [] },
  briefing: [
    {
      name: 'kiln.hot',
      act: 'Look',
      kind: 'needs',
      urgency: 'failure',
      permission: 'kiln.pot.read',
      entity: 'kiln_pot',
      link: '/o/{org}/kiln',
      read: () => readKiln(),
    },
  ],
}

let now: Date
let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  now = new Date('2026-11-24T05:00:00Z')
  hub = await startHub({ now: () => now, modules: [...modules, kiln] })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  readKiln = async () => null
  // Each test has a day of its own, so that the organizations of the others are over.
  now = new Date(`${new Date(now.getTime() + 3 * DAY_MS).toISOString().slice(0, 10)}T05:00:00Z`)
  org = await hub.newOrg()
  await org.api.organizations.update({ timeZone: 'Europe/Lisbon' })
})

const at = (time: string) => void (now = new Date(`${now.toISOString().slice(0, 10)}T${time}:00Z`))

async function mailsTo({ email }: { email: string }): Promise<Mail[]> {
  await sendBriefings(hub.hub)
  await hub.deliver()
  return hub.mails.filter(({ to, about }) => to === email && about === 'The briefing of the morning')
}

const overdue = (title: string, assignee: { userId: string }) =>
  org.api.modules.ops.tasks.create({
    title,
    assigneeId: assignee.userId,
    dueOn: new Date(now.getTime() - 2 * DAY_MS).toISOString().slice(0, 10),
  })

describe('the briefing of the morning comes by mail (OPS-1)', () => {
  test('at five past seven where the organization is, once a day, whoever sends and however often', async () => {
    await overdue('Pay the rent', org.owner)
    at('07:04')
    expect(await mailsTo(org.owner)).toEqual([])
    at('07:05')
    await Promise.all([sendBriefings(hub.hub), sendBriefings(hub.hub)])
    const [mail, ...others] = await mailsTo(org.owner)
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      action: { url: `http://localhost:3000/o/${org.slug}` },
      unsubscribe: { url: expect.stringContaining('/unsubscribe/briefing/') as unknown },
    })
    expect(mail?.lines).toMatchObject([{ detail: 'Pay the rent', act: 'Open task' }])
    // As after a crash between the mail and the note that the organization is done.
    await asSuperuser(hub.database, `delete from app.module_job_day where job = 'briefing'`)
    at('09:00')
    expect(await mailsTo(org.owner)).toHaveLength(1)
    now = new Date(now.getTime() + DAY_MS)
    at('07:30')
    expect(await mailsTo(org.owner)).toHaveLength(2)
  })

  test('at five past seven in Auckland, where it is the day after', async () => {
    await org.api.organizations.update({ timeZone: 'Pacific/Auckland' })
    await overdue('Pay the rent', org.owner)
    at('17:30')
    expect(await mailsTo(org.owner)).toEqual([])
    at('18:10')
    expect(await mailsTo(org.owner)).toHaveLength(1)
  })

  test('each reads their own, and nobody what their role hides', async () => {
    const maeve = await org.join('member')
    const nils = await org.join('member', { ops: 'none' })
    await overdue('Seal the boxes', maeve)
    at('07:05')
    expect(JSON.stringify(await mailsTo(maeve))).toContain('Seal the boxes')
    expect(JSON.stringify(await mailsTo(nils))).not.toContain('Seal the boxes')
  })

  test('a line that is about many names three of them, and says how many more there are', async () => {
    for (let n = 1; n <= 5; n += 1) await overdue(`Task ${n}`, org.owner)
    at('07:05')
    const [mail] = await mailsTo(org.owner)
    expect(mail?.lines).toMatchObject([
      { words: '5 of your tasks are overdue', detail: 'Task 1; Task 2; Task 3 and 2 more', act: 'Catch up' },
    ])
  })

  test('where nothing needs anybody, nobody is written to', async () => {
    at('07:05')
    expect(await mailsTo(org.owner)).toEqual([])
  })

  test('a part that could not be looked at is named, and the rest is told', async () => {
    readKiln = async () => {
      throw new Error('the kiln is cold')
    }
    await overdue('Pay the rent', org.owner)
    at('07:05')
    const [mail] = await mailsTo(org.owner)
    expect(mail?.lines?.map(({ words }) => words).at(-1)).toBe('Kiln: could not look')
    expect(JSON.stringify(mail?.lines)).toContain('Pay the rent')
    expect(JSON.stringify(mail)).not.toContain('cold')
  })

  test('it does not come to whoever turned it off, and one press in the mail turns it off', async () => {
    await overdue('Pay the rent', org.owner)
    at('07:05')
    const [mail] = await mailsTo(org.owner)
    const [what = '', token = ''] = new URL(mail?.unsubscribe?.url ?? '').pathname.split('/').slice(2)
    expect(await unsubscribe(hub.hub, { what, token }, hub.call())).toEqual({
      title: 'The briefing of the morning',
    })
    const { preferences } = org.api.notifications
    expect((await preferences.get({})).briefing).toBe(false)
    now = new Date(now.getTime() + DAY_MS)
    expect(await mailsTo(org.owner)).toHaveLength(1)
    expect(await preferences.set({ briefing: true })).toMatchObject({ briefing: true, digestAt: '08:00' })
    now = new Date(now.getTime() + DAY_MS)
    expect(await mailsTo(org.owner)).toHaveLength(2)
  })

  test('it waits until the quiet hours of the person are over', async () => {
    await org.api.notifications.preferences.set({ quiet: { from: '22:00', to: '08:30' } })
    await overdue('Pay the rent', org.owner)
    at('07:05')
    expect(await mailsTo(org.owner)).toEqual([])
    at('08:31')
    expect(await mailsTo(org.owner)).toHaveLength(1)
  })

  test('a hub that was down until the afternoon sends none, and the next day again', async () => {
    await overdue('Pay the rent', org.owner)
    at('13:00')
    expect(await mailsTo(org.owner)).toEqual([])
    now = new Date(now.getTime() + DAY_MS)
    at('07:10')
    expect(await mailsTo(org.owner)).toHaveLength(1)
  })
})
