import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { follow } from '../testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

test('what may mean several things means first what the page it is asked on is about', async () => {
  const { api } = await hub.newOrg()
  const offeredOn = async (page: string | undefined) => {
    const { answerId } = await api.assistant.send({ text: 'history', ...(page !== undefined && { page }) })
    const events = await follow(api, answerId)
    return events.flatMap(({ data }) => (data.type === 'question' ? (data.choices ?? []) : []))
  }
  const anywhere = await offeredOn(undefined)
  expect(anywhere.slice(1)).toContain('List the audit log')
  const onAudit = await offeredOn('audit audit')
  expect(onAudit[0]).toBe('List the audit log')
}, 60_000)
