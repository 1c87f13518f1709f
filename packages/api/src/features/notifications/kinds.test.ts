import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { modules } from '../../modules/index.ts'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { AppError } from '../../shared/errors.ts'
import { MICRO } from '../../shared/micro.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { asked } from '../../testing/asked.ts'
import { giveCredits, issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { pressModule } from '../../testing/press-module.ts'
import { hearEvent } from './service.ts'
import { everythingHeard } from './testing.ts'

type Caller = Pick<TestOrg, 'api'>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How far the clock of the hub is ahead. */
let later = 0
let isBroken = false
/** How long printing takes, by that clock. */
let takes = 0
const press = pressModule({
  print: async () => {
    later += takes
    if (isBroken) throw new AppError('BAD_REQUEST', { message: 'The paper is too small.' })
  },
  attempts: 1,
  timeLimitMs: 1_500,
})

let hub: TestHub
let worker: DurableWorker
let org: TestOrg
let member: Awaited<ReturnType<TestOrg['join']>>
let viewer: typeof member
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, press], now: () => new Date(Date.now() + later) })
  worker = await startWorker(hub.hub)
})
afterAll(async () => {
  await worker.stop()
  await hub.stop()
})
beforeEach(async () => {
  isBroken = false
  later = 0
  takes = 0
  org = await hub.newOrg()
  member = await org.join('member')
  viewer = await org.join('viewer')
  await giveCredits(hub, org.orgId, { micro: 20 * MICRO })
})

/** What stands in somebody's inbox, in words, newest first. */
async function toldTo({ api }: Caller): Promise<string[]> {
  await everythingHeard(hub)
  const { items } = await api.notifications.list({})
  return items.map(({ actorName, sentence, isWaiting }) =>
    [isWaiting ? '! ' : '', actorName === null ? '' : `${actorName} `, textOfSentence(sentence)].join(''),
  )
}

describe('a request to approve (NTF-9)', () => {
  const byAssistant = () => org.as({ door: 'assistant', driver: 'built-in' }).modules.ops.tasks

  test('is told to whoever may decide, but for the one who asked the assistant, until it is decided', async () => {
    const other = await org.join('member')
    const id = await asked(byAssistant().create({ title: 'Order labels' }))
    const words = `${org.owner.name} asks for Create a task: Order labels`
    expect([await toldTo(org), await toldTo(member), await toldTo(viewer)]).toEqual([[], [`! ${words}`], []])
    await member.api.approvals.approve({ id, version: 1 })
    expect([await toldTo(member), await toldTo(other)]).toEqual([[], []])
    expect(await other.api.notifications.unreadCount({})).toMatchObject({ unread: 0, todo: 0 })
    const { items } = await other.api.notifications.list({ view: 'done' })
    expect(items).toMatchObject([{ isWaiting: false, detail: `${member.name} approved it.` }])
    expect(await toldTo(org)).toEqual([`${member.name} approved your request Create a task: Order labels`])
  })

  test('of a client is told to its person as well, who has not seen it', async () => {
    const { text } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: member.userId,
      kind: 'assistant',
      unaskedTools: [],
    })
    const client = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key: text } }))
    await asked(client.modules.ops.tasks.create({ title: 'Order ink' }))
    const words = [`! ${member.name} asks for Create a task: Order ink`]
    expect([await toldTo(org), await toldTo(member)]).toEqual([words, words])
  })

  test('that nobody decided in time needs nobody any more, and says so', async () => {
    await asked(byAssistant().create({ title: 'Order paper' }))
    expect(await toldTo(member)).toHaveLength(1)
    later = 24 * HOUR_MS + 1
    const { notifications } = member.api
    expect(await toldTo(member)).toEqual([])
    expect(await notifications.unreadCount({})).toEqual({ unread: 0, todo: 0, snoozed: 0 })
    const { items } = await notifications.list({ view: 'done' })
    expect(items).toMatchObject([
      {
        isWaiting: false,
        doneAt: expect.any(String),
        detail: 'Nobody decided it within 24 hours, so nothing was done.',
      },
    ])
  })

  test('that is declined is told as that, and an own decision not at all', async () => {
    const id = await asked(byAssistant().create({ title: 'Order glue' }))
    await member.api.approvals.decline({ id, version: 1 })
    const own = await asked(byAssistant().create({ title: 'Order tape' }))
    await org.api.approvals.approve({ id: own, version: 1 })
    expect(await toldTo(org)).toEqual([`${member.name} declined your request Create a task: Order glue`])
  })
})

describe('a job (NTF-10)', () => {
  const ask = (by: { userId: string }) =>
    hub.hub.catalog.call(
      'modules.press.print',
      { sheets: 3 },
      hub.call({ credential: { kind: 'person', userId: by.userId }, org: org.slug }),
    )
  const until = (by: Caller, words: string) =>
    vi.waitFor(async () => expect(await toldTo(by)).toEqual([words]), { timeout: 10_000, interval: 50 })

  test('that took its time is told to whoever asked, and to nobody else', async () => {
    takes = MINUTE_MS
    await ask(org.owner)
    await until(org, 'Printing of 3 sheets finished')
    expect(await toldTo(member)).toEqual([])
  })

  test('that is done at once is not told: whoever asked still looks', async () => {
    await ask(org.owner)
    await vi.waitFor(async () =>
      expect((await org.api.jobs.list({})).items).toMatchObject([{ status: 'done' }]),
    )
    expect(await toldTo(org)).toEqual([])
  })

  test('that made a file is told however soon it was done', async () => {
    await org.api.modules.ops.tasks.create({ title: 'Order labels' })
    await org.api.jobs.startExport({ list: 'tasks' })
    await until(org, 'Export of tasks finished')
    expect(await toldTo(member)).toEqual([])
  })

  test('that was given up is told with its reason', async () => {
    isBroken = true
    await ask(org.owner)
    await until(org, 'Printing of 3 sheets failed')
    const { items } = await org.api.notifications.list({})
    expect(items[0]).toMatchObject({ tone: 'failure', detail: 'The paper is too small.' })
  })
})

describe('an organization (NTF-11)', () => {
  const heard = (topic: string, payload: Record<string, unknown>) =>
    hearEvent(hub.hub, {
      id: uuidv7(),
      orgId: org.orgId,
      topic,
      aggregate: topic,
      payload,
      actorId: null,
      createdAt: new Date().toISOString(),
      attempts: 1,
      requestId: null,
    })

  test('whose credits run low is told of to those who look after it, with the way there', async () => {
    await heard('credits.low', { availableMicro: MICRO, thresholdMicro: 10 * MICRO })
    const [news] = (await org.api.notifications.list({})).items
    expect(news).toMatchObject({
      tone: 'warning',
      detail: '20.00 credits are left now. For more, ask whoever runs this hub.',
      link: `/o/${org.slug}/credits`,
    })
    expect((await toldTo(org))[0]).toMatch(/^Company of .* has few credits left$/)
    expect(await toldTo(member)).toEqual([])
  })

  test('that somebody joins tells those who look after its people, and not who joined', async () => {
    const admin = await org.join('admin')
    await heard('member.joined', { userId: admin.userId, role: 'admin', invitationId: uuidv7() })
    expect((await toldTo(org))[0]).toMatch(new RegExp(`^${admin.name} joined Company of `))
    expect([await toldTo(admin), await toldTo(member)]).toEqual([[], []])
  })

  test('in which a role is changed tells whose it is', async () => {
    await org.api.organizations.members.changeRole({ userId: member.userId, role: 'viewer' })
    expect(await toldTo(member)).toEqual([`${org.owner.name} changed your role from member to viewer`])
  })
})
