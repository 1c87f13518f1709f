import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { openTravelFirm } from './testing/travel.ts'
import { openWebsitesFirm } from './testing/websites.ts'

let hub: TestHub
let websites: Firm
let travel: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  websites = await openWebsitesFirm(hub)
  travel = await openTravelFirm(hub)
  await say(websites.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function answerTo(text: string, firm: Firm): Promise<string> {
  const { events } = await say(firm.org.api, text)
  return events.map(({ data }) => (data.type === 'text' ? data.delta : '')).join('')
}

test.each([
  ['how come our grade is a C when only the mail is bad?', /that of the worst of five parts/],
  ['could a scan take our shop offline?', /nothing on the website is changed/],
  ['do I need to mark repaired findings as done myself?', /Nothing is ticked off by hand/],
  ['when in the day do you run the weekly scan?', /soon after five in the morning/],
])('of websites “%s” is answered with how it is', async (text, told) => {
  expect(await answerTo(text, websites)).toMatch(told)
})

test.each([
  ['are these prices genuine, the ones of the flights?', /airlines, hotels and prices are made up/],
  ['how many minutes do I have before a held offer is gone?', /for twenty minutes/],
  ["may I still edit a trip that's been booked?", /stays as it is while it is held or booked/],
  ['what if you misread my trip?', /Press a chip to change it/],
])('of travel “%s” is answered with how it is', async (text, told) => {
  expect(await answerTo(text, travel)).toMatch(told)
})

test('what can be looked up or done is no question for a guide', async () => {
  expect(await answerTo('how safe are our websites?', websites)).toContain('3 websites are looked after')
  expect(await answerTo('scan harbour-coffee.example every Monday', websites)).toContain(
    'I would scan the website harbour-coffee.example every week',
  )
  expect(await answerTo('how do I scan a website?', websites)).toContain('Tell me in a sentence')
  expect(await answerTo('which bookings are held?', travel)).toContain('Vienna sales visit')
  expect(await answerTo('can the Vienna booking still be cancelled?', travel)).toContain(
    'Nothing is changed until you approve',
  )
})
