import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSuperuser } from '@hub/db/testing'
import { asked } from '../../testing/asked.ts'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { askToCreate, assistantOf } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

describe('the preview', () => {
  test('says in plain words what would happen, with names for ids', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const task = await org.api.modules.ops.tasks.create({ title: 'Call Altamira', tag: 'Sales' })
    const preview = async (write: Promise<unknown>) =>
      (await org.api.approvals.get({ id: await asked(write) })).preview
    await expect(
      preview(
        assistantOf(org).create({ title: 'Order labels', dueOn: '2026-11-21', assigneeId: member.userId }),
      ),
    ).resolves.toEqual([
      { label: 'Title', value: 'Order labels' },
      { label: 'Assignee', value: `${member.name} (${member.email}, member)` },
      { label: 'Due on', value: 'Saturday 21 November 2026' },
    ])
    await expect(preview(assistantOf(org).update({ id: task.id, tag: null, version: 1 }))).resolves.toEqual([
      { label: 'Task', value: 'Call Altamira' },
      { label: 'Tag', value: 'none' },
    ])
  })

  test('says of a thing that is gone that it is not here, and shows no id', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Secret plan' })
    const id = await asked(assistantOf(org).complete({ id: task.id }))
    await asSuperuser(hub.database, `delete from app.ops_task where id = $1`, [task.id])
    expect((await org.api.approvals.get({ id })).preview).toEqual([
      { label: 'Task', value: 'task that is not here' },
    ])
  })

  test('tells tasks of the same title apart', async () => {
    const org = await hub.newOrg()
    const [first] = [
      await org.api.modules.ops.tasks.create({ title: 'Call the printer' }),
      await org.api.modules.ops.tasks.create({ title: 'call the Printer' }),
    ]
    const id = await asked(assistantOf(org).complete({ id: first.id }))
    const [line] = (await org.api.approvals.get({ id })).preview
    expect(line?.value).toMatch(/^Call the printer \(made on \d+ \w+ 20\d\d at [\d:]{8} UTC by .+\)$/)
  })

  test('shows what is hidden in a title of before it was refused', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Pay' })
    await asSuperuser(hub.database, `update app.ops_task set title = $1 where id = $2`, [
      'Pay \u202e005 EUR\u200b',
      task.id,
    ])
    const id = await asked(assistantOf(org).complete({ id: task.id }))
    expect((await org.api.approvals.get({ id })).preview).toEqual([
      { label: 'Task', value: 'Pay [U+202E]005 EUR[U+200B]' },
    ])
    await expect(org.api.modules.ops.tasks.get({ id: task.id })).resolves.toMatchObject({ id: task.id })
  })

  test('tells askers of the same name apart', async () => {
    const org = await hub.newOrg()
    const [one, two] = [await org.join('member'), await org.join('member')]
    await asSuperuser(hub.database, `update app.auth_user set name = 'Ana Lopes' where id = any($1)`, [
      [one.userId, two.userId],
    ])
    const as = { door: 'mcp', credential: { kind: 'person', userId: two.userId } } as const
    const id = await asked(org.as(as).modules.ops.tasks.create({ title: 'Order labels' }))
    expect((await org.api.approvals.get({ id })).askerName).toBe(`Ana Lopes (${two.email})`)
  })

  test('has a name for every kind of thing that an assistant can change', () => {
    const entities = hub.hub.catalog.entries
      .filter(({ meta }) => meta.effect !== 'read' && meta.doors === 'all')
      .flatMap(({ inputJson }) => [...JSON.stringify(inputJson).matchAll(/"entity":"([^"]+)"/g)])
      .map(([, entity]) => entity)
    expect([...new Set(entities)].filter((entity) => !hub.hub.entities.get(entity ?? ''))).toEqual([])
  })
})

describe('what a request is about', () => {
  const subjectOf = async ({ api }: Pick<TestOrg, 'api'>, id: string) =>
    (await api.approvals.get({ id })).subject

  test('is the record it names, with where it is shown', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const task = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    const about = { text: 'Fix the seal', link: `/o/${org.slug}/tasks?task=${task.id}` }
    const tasks = assistantOf(org)
    const assign = await asked(tasks.assign({ id: task.id, assigneeId: member.userId }))
    await expect(subjectOf(org, assign)).resolves.toEqual(about)
    const comment = await asked(tasks.comments.add({ taskId: task.id, body: 'Ordered' }))
    await expect(subjectOf(org, comment)).resolves.toEqual(about)
  })

  test('is the title of what is to be made, and then what was made', async () => {
    const org = await hub.newOrg()
    const id = await askToCreate(org, 'Order flour')
    await expect(subjectOf(org, id)).resolves.toEqual({ text: 'Order flour', link: null })
    await giveCredits(hub, org.orgId, { micro: MICRO })
    await org.api.approvals.approve({ id })
    const { items } = await org.api.modules.ops.tasks.list({})
    const link = `/o/${org.slug}/tasks?task=${items[0]?.id}`
    await expect(subjectOf(org, id)).resolves.toEqual({ text: 'Order flour', link })
  })

  test('is kept from those who may not see it', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Give Lea notice' })
    const admin = await org.join('admin', { ops: 'none' })
    for (const id of [
      await asked(assistantOf(org).complete({ id: task.id })),
      await askToCreate(org, 'Give Lea notice'),
    ]) {
      await expect(subjectOf(admin, id)).resolves.toBeNull()
      await expect(admin.api.approvals.get({ id })).resolves.toMatchObject({ canApprove: false })
      await expect(org.api.approvals.get({ id })).resolves.toMatchObject({ canApprove: true })
      expect(JSON.stringify(await admin.api.approvals.list({}))).not.toContain('Lea')
    }
  })

  test('shows what is hidden in a name', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Pay' })
    await asSuperuser(hub.database, `update app.ops_task set title = $1 where id = $2`, [
      'Pay \u202e005 EUR',
      task.id,
    ])
    const id = await asked(assistantOf(org).complete({ id: task.id }))
    expect((await subjectOf(org, id))?.text).toBe('Pay [U+202E]005 EUR')
  })
})
