import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { openRoastery } from './testing/roastery.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openRoastery(hub)
  await say(firm.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function answerTo(text: string): Promise<string> {
  const { events } = await say(firm.org.api, text)
  return events.map(({ data }) => (data.type === 'text' ? data.delta : '')).join('')
}

test.each([
  ['where do I switch from the list to the board?', /choose “Board” or “List”/],
  ['what does the waiting column mean', /depends on somebody/],
  ['from when on is a task overdue', /the day after its due day/],
  ['can i make a task repeat every week?', /every Monday at 9/],
  ['is there a dark mode?', /sun or moon/],
  ['what kinds of keys are there?', /opens MCP alone/],
])('“%s” is answered with how it is done', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test('what can be looked up or done is no question for a guide', async () => {
  expect(await answerTo('what is overdue?')).toContain('Book the grinder service')
  expect(await answerTo('which tasks are waiting?')).toContain('Order green beans from Huila')
  expect(await answerTo('put the roster in the doing column, above the grinder service')).toContain(
    'Nothing is changed until you approve',
  )
})
