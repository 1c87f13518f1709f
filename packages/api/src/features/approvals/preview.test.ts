import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asked } from '../../testing/asked.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const assistant = (org: TestOrg) => org.as({ door: 'assistant', driver: 'built-in' }).modules.ops.tasks

describe('the preview', () => {
  test('says in plain words what would happen, with names for ids', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const task = await org.api.modules.ops.tasks.create({ title: 'Call Altamira', tag: 'Sales' })
    const preview = async (write: Promise<unknown>) =>
      (await org.api.approvals.get({ id: await asked(write) })).preview
    await expect(
      preview(
        assistant(org).create({ title: 'Order labels', dueOn: '2026-11-21', assigneeId: member.userId }),
      ),
    ).resolves.toEqual([
      { label: 'Title', value: 'Order labels' },
      { label: 'Assignee', value: member.name },
      { label: 'Due on', value: 'Saturday 21 November 2026' },
    ])
    await expect(preview(assistant(org).update({ id: task.id, tag: null, version: 1 }))).resolves.toEqual([
      { label: 'Task', value: 'Call Altamira' },
      { label: 'Tag', value: 'none' },
    ])
  })

  test("shows another organization's thing by its id only", async () => {
    const org = await hub.newOrg()
    const theirs = await (await hub.newOrg()).api.modules.ops.tasks.create({ title: 'Secret plan' })
    const id = await asked(assistant(org).complete({ id: theirs.id }))
    expect((await org.api.approvals.get({ id })).preview).toEqual([{ label: 'Task', value: theirs.id }])
  })
})
