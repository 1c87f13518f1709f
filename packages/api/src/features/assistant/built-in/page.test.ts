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

const ACT = 'List the audit log'
const AT_ONCE = -1
const NOT_OFFERED = 99

test('what may mean several things is offered sooner, or done at once, on the page that it may be about', async () => {
  const { api } = await hub.newOrg()
  const placeOf = async (text: string, page: string | undefined) => {
    const { answerId } = await api.assistant.send({ text, ...(page !== undefined && { page }) })
    const events = (await follow(api, answerId)).map(({ data }) => data)
    if (events.some((event) => event.type === 'step' && event.title === ACT)) return AT_ONCE
    const offered = events.flatMap((event) => (event.type === 'question' ? (event.choices ?? []) : []))
    const place = offered.indexOf(ACT)
    return place === -1 ? NOT_OFFERED : place
  }
  const moved: number[] = []
  for (const text of ['changes', 'list changes', 'list the history', 'show me what there is']) {
    const anywhere = await placeOf(text, undefined)
    const onAudit = await placeOf(text, 'audit audit')
    expect(onAudit, text).toBeLessThanOrEqual(anywhere)
    moved.push(anywhere - onAudit)
  }
  expect(Math.max(...moved)).toBeGreaterThan(0)
}, 60_000)
