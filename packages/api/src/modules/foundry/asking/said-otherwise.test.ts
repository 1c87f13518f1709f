import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { moreOfCraftShop, moreOfJobs, ofCraftShop, ofJobs, ofStays } from './testing/asked-otherwise.ts'
import { furtherOfCraftShop, furtherOfHires, furtherOfJobs } from './testing/asked-further.ts'
import { ofHires, ofProjects } from './testing/asked-of-hires.ts'
import type { Otherwise } from './testing/asked-otherwise.ts'
import { ASKED_AT } from './testing/asked-world.ts'
import { answerTo, isSame } from './testing/hearing.ts'
import { bringCraftShop, bringHires, bringJobs, bringProjects, bringStays } from './testing/said-otherwise.ts'

let hub: TestHub
let opened: Data
beforeAll(async () => {
  hub = await startHub({ now: () => ASKED_AT })
  opened = await openData(hub)
})
afterAll(async () => {
  await opened.stop()
  await hub.stop()
})

/** A question with what was answered in place of what should be; null where it was answered so. */
async function wrongIn(place: Data, [ask, ...answers]: Otherwise) {
  const told = await answerTo({ hub, place, now: ASKED_AT }, ask)
  const isRight = answers.some((one) =>
    one === null || told === null ? one === told : isSame(told, one, false),
  )
  return isRight ? null : [ask, told]
}

test.each([
  ['jobs', bringJobs, [...ofJobs, ...moreOfJobs, ...furtherOfJobs]],
  ['a small shop', bringCraftShop, [...ofCraftShop, ...moreOfCraftShop, ...furtherOfCraftShop]],
  ['stays with two sums and two days', bringStays, ofStays],
  ['hires with a beginning and an end', bringHires, [...ofHires, ...furtherOfHires]],
  ['projects that are quoted first', bringProjects, ofProjects],
] as const)(
  'questions about %s are understood as people say them, and what may mean two things is not answered',
  async (_, brings, questions) => {
    const org = await hub.newOrg()
    const place = { ...opened, org, data: org.api.modules.foundry }
    await brings(place)
    const wrong = []
    for (const one of questions) wrong.push((await wrongIn(place, one)) ?? [])
    expect(wrong.filter(([ask]) => ask !== undefined)).toEqual([])
  },
)
