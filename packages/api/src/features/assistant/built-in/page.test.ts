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

const NOT_OFFERED = 99

test('what may mean several things is offered sooner on the page that it may be about', async () => {
  const { api } = await hub.newOrg()
  const placeOf = async (text: string, page: string | undefined) => {
    const { answerId } = await api.assistant.send({ text, ...(page !== undefined && { page }) })
    const events = await follow(api, answerId)
    const offered = events.flatMap(({ data }) => (data.type === 'question' ? (data.choices ?? []) : []))
    const place = offered.indexOf('List the audit log')
    return place === -1 ? NOT_OFFERED : place
  }
  const moved: number[] = []
  for (const text of ['records', 'changes', 'history', 'show me what there is']) {
    const anywhere = await placeOf(text, undefined)
    const onAudit = await placeOf(text, 'audit audit')
    expect(onAudit, text).toBeLessThanOrEqual(anywhere)
    moved.push(anywhere - onAudit)
  }
  expect(Math.max(...moved)).toBeGreaterThan(0)
}, 60_000)
