import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { auditTold } from '../audit/telling.ts'
import { approvalsTold } from './telling.ts'
import { askToCreate, assistantOf, paidOrg } from './testing.ts'
import { asked } from '../../testing/asked.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

test('what waits for approval is told apart by what it is about (AI-3)', async () => {
  const org = await paidOrg(hub)
  const { id } = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  await askToCreate(org, 'Order labels')
  await asked(assistantOf(org).complete({ id }))
  const { text } = approvalsTold(await org.api.approvals.list({ status: 'pending' }))
  expect(text).toContain('- Create a task: “Order labels”, asked by')
  expect(text).toContain('- Complete a task: “Fix the seal”, asked by')
})

test('the audit log is told in sentences, not in the names of actions (AUTH-15)', async () => {
  const org = await paidOrg(hub)
  await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  const { text } = auditTold(await org.api.audit.list({ action: 'ops.task.created' }))
  expect(text).toMatch(/^- \w+day .*: .+ created Fix the seal$/)
  expect(auditTold(await org.api.audit.list({ search: 'no such words' })).text).toContain('nothing like that')
  const stopped = { items: [], nextCursor: 'further', lookedBackTo: '2026-11-03T10:00:00Z' }
  expect(auditTold(stopped).text).toMatch(/^Nothing like that back to .*3 November/)
})
