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
  ['how does an automation know when to begin?', /Add what starts it/],
  ['do customers get anything when I do a test run?', /changes and sends nothing/],
  ['what does draft mean next to my workflow?', /A draft does nothing by itself/],
  ['why is this run still paused?', /credits are missing/],
  ['what becomes of the steps before when a run fails?', /stays done/],
  ['what happens to my workflows if I leave the firm?', /runs no more until/],
])('of workflows: “%s”', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test.each([
  ['where do I find the notifications I have marked as done?', /for 30 days/],
  ['why was I told of this?', /its foot says why/],
  ['at what time is the daily mail sent?', /at the hour you choose/],
  ['does an export go on when I close the tab?', /you may close the page/],
  ['how often do you try to deliver a webhook?', /tried again for about a day/],
])('of what reaches people and goes on by itself: “%s”', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test.each([
  ['why does the assistant always ask first?', /nothing happens until somebody says yes/],
  ['can an ai client do things unasked?', /removing something always waits/],
  ['what if nobody approves a request?', /After 24 hours/],
  ['do my colleagues see what I ask you?', /yours alone/],
  ['are credits the same as money?', /the unit in which the hub counts/],
  ['do I get credits back if I undo something?', /brings no credits back/],
  ['can we still work with zero credits?', /The pages and my answers stay free/],
])('of approvals, the assistant and credits: “%s”', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test.each([
  ['what happens to the levels I chose when I apply a set?', /replaces all levels chosen before/],
  ['how many owners may an organization have?', /there may be several/],
  ['until when can somebody use an invitation?', /for 7 days/],
  ['can a removed member come back?', /a new invitation/],
])('of the team: “%s”', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test.each([
  ['how many credits do we have left?', /credits are left/],
  ['who is an admin here?', /Tomás Ferreira/],
  ['what is waiting for my approval?', /approval/i],
  ['what does a call cost?', /everything else is free/],
  ['do we have any workflows?', /workflow/i],
  ['what is in my inbox?', /inbox|new/i],
  ['add a task: find out what a credit is', /Nothing is changed until you approve/],
])('what can be looked up or done is no question for a guide: “%s”', async (text, told) => {
  const answer = await answerTo(text)
  expect(answer).toMatch(told)
  expect([...hub.hub.guides.values()].map(({ tell }) => tell)).not.toContain(answer)
})
