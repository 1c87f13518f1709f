import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { read, say } from '../testing.ts'
import { openEverydayFirm } from './testing/everyday.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'

// People call tasks jobs, and this firm has rows of its own that it calls so: three of them, beside tasks.
let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openEverydayFirm(hub)
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const answer = async (said: string) => read((await say(firm.org.api, said)).events)

test.each([
  ['how many Jobs total', 'There are 3 in all.'],
  ['number of jobs', 'There are 3 in all.'],
  ['export Jobs as spreadsheet', 'Export objects'],
  ['want the whole lot of jobs in a spreadsheet', 'Export objects'],
  ['can i get all jobs in a spreadsheet', 'Export objects'],
])('“%s” is asked of the rows that have this very name', async (said, told) => {
  expect(await answer(said)).toContain(told)
})

test.each([
  ['how many jobs are due today', '1 task.'],
  ['how many jobs are open', '4 tasks.'],
  ['export my tasks as a spreadsheet', 'Export tasks'],
])('“%s” is asked of tasks, whose name or state it says', async (said, told) => {
  expect(await answer(said)).toContain(told)
})
