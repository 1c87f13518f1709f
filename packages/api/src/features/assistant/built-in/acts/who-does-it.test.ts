import { expect, test } from 'vitest'
import { acts, meant } from '../testing/meant.ts'

test.each([
  ["new task: mend Jonas's chair", { title: "Mend Jonas's chair" }],
  ["add a task to buy flowers for Jonas's mother", { title: "Buy flowers for Jonas's mother" }],
  ["put it on Jonas's list to mend the chair", { title: 'Mend the chair', assigneeId: 'jonas' }],
])('whose something is does not say who has to do it, and whose list does: “%s”', async (text, input) => {
  expect(acts(await meant(text))).toEqual([['tasks.create', input]])
})
