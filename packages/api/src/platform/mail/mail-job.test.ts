import { inTx } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newForm, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { askOwn } from '../jobs/own.ts'
import { mailWish } from './request-mail.ts'

let hub: TestHub
let administrator: { userId: string }
let isAway = false
const sent: { to: string; id: string }[] = []
beforeAll(async () => {
  hub = await startHub({
    mail: {
      async send({ to }, id) {
        if (isAway) throw Object.assign(new Error(`550 <${to}> is unknown here`), { responseCode: 550 })
        sent.push({ to, id })
      },
    },
  })
  administrator = await hub.newPerson({ isPlatformAdmin: true })
})
beforeEach(async () => {
  isAway = false
  sent.length = 0
  await asSuperuser(hub.database, 'delete from app.job')
})
afterAll(() => hub.stop())

const admin = () => hub.api(hub.call({ credential: { kind: 'person', userId: administrator.userId } })).admin

interface Stored {
  id: string
  status: string
  title: string
  sealed: Buffer | null
  whole: string
  error: { code: string; message: string } | null
}

const stored = () =>
  asSuperuser<Stored>(
    hub.database,
    `select id, status, title, sealed, error, to_jsonb(j)::text || coalesce((
       select string_agg(to_jsonb(e)::text, '') from app.job_event e where e.job_id = j.id), '') as whole
     from app.job j order by created_at`,
  )

const invite = async ({ api }: TestOrg, email = newForm().email) => {
  await api.organizations.invitations.create({ email, role: 'member' })
  return email
}

/** The mail server refuses it as often as it is tried. */
async function givenUp(org: TestOrg): Promise<string> {
  isAway = true
  const email = await invite(org)
  await asSuperuser(hub.database, 'update app.job set attempts = 13')
  await hub.deliver()
  isAway = false
  return email
}

describe('a mail is a job of the hub itself (JOB-1)', () => {
  test('is put in line with its reason, and not where that failed', async () => {
    const org = await hub.newOrg()
    const email = await invite(org)
    expect(await stored()).toMatchObject([{ status: 'queued' }])
    const source = { hub: hub.hub, orgId: org.orgId, requestId: 'a request' }
    const failing = inTx(hub.hub.db.org(org.orgId), async (tx) => {
      await askOwn(tx, source, [mailWish({ to: email, subject: 'A', about: 'A test', text: 'x' })])
      throw new Error('its reason is gone')
    })
    await expect(failing).rejects.toThrow('its reason is gone')
    expect(await stored()).toHaveLength(1)
    await hub.deliver()
    const [job] = await stored()
    expect(sent).toEqual([{ to: email, id: job?.id }])
  })

  test('says what kind of mail it is, and nowhere whose it is or what its link opens', async () => {
    const email = await invite(await hub.newOrg())
    const [waiting] = await stored()
    expect(waiting?.title).toBe(`Mail “An invitation” to n…@example.test`)
    expect(waiting?.sealed).not.toBeNull()
    for (const secret of [email, 'token=', '/invite']) expect(waiting?.whole).not.toContain(secret)
    await hub.deliver()
    expect(await stored()).toMatchObject([{ status: 'done', sealed: null }])
  })

  test('is shown to administrators of the hub, and to nobody in its organization', async () => {
    const org = await hub.newOrg()
    await invite(org)
    const [job] = await stored()
    expect((await org.api.jobs.list({})).items).toEqual([])
    for (const act of ['get', 'cancel', 'retry', 'discard'] as const)
      await expect(org.api.jobs[act]({ id: job?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { items } = await admin().jobs.list({ kind: 'mail.send' })
    expect(items).toMatchObject([{ id: job?.id, orgId: org.orgId, title: job?.title }])
    const told = await asSuperuser(
      hub.database,
      `select 1 from app.outbox_event where aggregate = $1 union all
       select 1 from app.live_change where target ->> 'job' = $2`,
      [`job:${job?.id}`, job?.id],
    )
    expect(told).toEqual([])
  })

  test('of no organization is shown as the hub’s own', async () => {
    await hub.api(hub.call()).auth.forgotPassword({ email: (await hub.newPerson()).email })
    expect((await admin().jobs.list({})).items).toMatchObject([{ orgId: null, orgSlug: null, orgName: null }])
  })

  test('that is given up tells the number of the refusal and not the address, and is tried again with the others', async () => {
    const org = await hub.newOrg()
    const email = await givenUp(org)
    const [job] = await stored()
    expect(job).toMatchObject({
      status: 'dead',
      error: { code: 'UNAVAILABLE', message: 'The mail server refused it (550).' },
    })
    expect(job?.whole).not.toContain(email)
    expect(await org.api.jobs.retryAll({})).toEqual({ count: 0 })
    expect(await admin().jobs.retryAll({ kind: 'mail.send' })).toEqual({ count: 1 })
    await hub.deliver()
    expect(sent).toEqual([{ to: email, id: job?.id }])
  })

  test('that is put aside or canceled keeps nothing of the mail', async () => {
    const org = await hub.newOrg()
    await givenUp(org)
    await invite(org)
    for (const { id, status } of await stored())
      await admin().jobs.act({ id, act: status === 'dead' ? 'discard' : 'cancel' })
    expect(await stored()).toMatchObject([
      { status: 'canceled', sealed: null },
      { status: 'canceled', sealed: null },
    ])
  })

  test('leaves nothing of the mail in the log when it fails', async () => {
    const lines: string[] = []
    hub.hub.log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) })
    const email = await givenUp(await hub.newOrg())
    expect(lines.join()).toContain('job failed')
    expect(lines.join()).not.toContain(email)
  })

  test('for an address without an account takes the same way, and sends nothing', async () => {
    const ask = (email: string) => hub.api(hub.call()).auth.forgotPassword({ email })
    await ask((await hub.newPerson()).email)
    await ask(newForm().email)
    const lengths = (await stored()).map(({ status, sealed }) => [status, sealed !== null])
    expect(lengths).toEqual([
      ['queued', true],
      ['queued', true],
    ])
    await hub.deliver()
    expect((await stored()).map(({ status }) => status)).toEqual(['done', 'done'])
    expect(sent).toHaveLength(1)
  })

  test('waits while its organization is suspended, which counts as no try', async () => {
    const org = await hub.newOrg()
    await invite(org)
    await asSuperuser(hub.database, 'update app.organization set suspended_at = now() where id = $1', [
      org.orgId,
    ])
    await hub.deliver()
    expect(await asSuperuser(hub.database, 'select status, attempts from app.job')).toEqual([
      { status: 'queued', attempts: 0 },
    ])
    expect(sent).toEqual([])
  })

  test('that another HUB_SECRET sealed is given up at once, and says so', async () => {
    await invite(await hub.newOrg())
    await asSuperuser(hub.database, `update app.job set sealed = decode(repeat('00', 64), 'hex')`)
    await hub.deliver()
    expect(await stored()).toMatchObject([
      { status: 'dead', error: { message: expect.stringMatching(/HUB_SECRET/) } },
    ])
  })
})
