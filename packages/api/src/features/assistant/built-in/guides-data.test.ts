import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { openDataFirm } from './testing/data.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openDataFirm(hub)
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
  ['how do we bring the list of suppliers over from our old program?', /choose “Bring in a file”/],
  ['our till exports a new file each week, how do we keep the data current?', /“Bring in a newer file”/],
  ['why did half of my customers not come in?', /“What was read in” says/],
  ['can I overwrite what the shop says about a customer?', /the pencil beside the value/],
  ["is a column's type fixed for ever?", /set when it is first brought in/],
  ['how do the orders find their customer?', /“Link two types”/],
  ['can I see more columns in the table?', /“Display” chooses the columns/],
  ["what's the difference between records and objects?", /its columns are properties/],
  ['how do I stop an employee from seeing the customer data?', /“Access by module”/],
])('“%s” is answered with how it is done', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test('what can be looked up or done in the data is no question for a guide', async () => {
  expect(await answerTo('which datasets do we have?')).toContain('Products of the till')
  expect(await answerTo('who may bring in files?')).toContain('Maeve Byrne')
  expect(await answerTo('remove the dataset Orders of the till')).toContain('I would remove the dataset')
  expect(await answerTo('how do I delete a customer?')).toContain('Archive the customer')
})
