import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { read, say } from '../testing.ts'
import { openBookkeeping } from './testing/books.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openBookkeeping(hub)
  await say(firm.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const answerTo = async (text: string): Promise<string> => read((await say(firm.org.api, text)).events)

test.each([
  ['which file do I need to download from my bank?', /OFX, CAMT\.053 or CSV/],
  ['why is this line only possible and not sure?', /Possible \(grey\)/],
  ['what do I do with a line that has no match', /“Straight to an account”/],
  ['why does the invoice still say overdue when half is paid?', /also where a part came/],
  ['can I edit an invoice after it has been posted?', /nothing on it changes/],
  ['a customer paid before there was an invoice, where does that go?', /stays with the customer as credit/],
  ['can closed days be opened once more?', /“Everything, for good” never does/],
  ["why can't my colleague see the accounting page?", /under “Access by module”/],
  ['how many reminders does a customer get?', /at most once a day/],
])('“%s” is answered with how the books work', async (text, told) => {
  expect(await answerTo(text)).toMatch(told)
})

test('what the books hold is looked up, and what is asked for is done', async () => {
  expect(await answerTo('which invoices are overdue?')).toContain('INV-2026-0001')
  expect(await answerTo('until when are the books closed?')).toContain('31 December 2025')
  expect(await answerTo('who is due a reminder?')).toContain('Oakhollow Hotel')
  expect(await answerTo('void INV-2026-0002')).toContain('Nothing is changed until you approve')
})
