import { withoutLive } from '../support/apart.ts'
import { owner } from '../support/people.ts'
import { addTasks, tasksOf, titles } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

test('two browsers write the notes of one task: nothing typed is lost (CON-5)', async ({
  page,
  openAs,
  problems,
  ownOrganization: { slug, hub },
}) => {
  // The hub refuses what was written over something else.
  problems.expect(/412/)
  await addTasks(hub)
  const { id } = (await tasksOf(hub))[0] ?? { id: '' }
  const path = `/o/${slug}/tasks?task=${id}`
  const second = await openAs(owner)
  for (const browser of [page, second]) {
    await withoutLive(browser)
    await browser.goto(path)
    await expect(browser.getByLabel('Title')).toHaveValue(titles[0])
  }

  // Both have begun before either has saved: what the second reads meanwhile is not what it began from.
  await second.getByLabel('Notes').fill('The key is under the mat')
  await page.getByLabel('Notes').fill('Ask Colm for the key')
  await page.getByLabel('Title').click()
  await expect
    .poll(async () => (await hub.query<{ notes: string }>('modules.ops.tasks.get', { id })).notes)
    .toBe('Ask Colm for the key')
  await second.getByLabel('Title').click()

  const conflict = second.getByText('Notes: somebody else changed this too.')
  await expect(conflict).toBeVisible()
  await expect(second.getByText('Ask Colm for the key')).toBeVisible()
  await expect(second.getByLabel('Notes')).toHaveValue('The key is under the mat')
  await second.reload()
  await expect(conflict).toBeVisible()
  await expect(second.getByLabel('Notes')).toHaveValue('The key is under the mat')

  await second.getByRole('button', { name: 'Keep mine' }).focus()
  await second.keyboard.press('Enter')
  await expect(conflict).toHaveCount(0)
  await page.reload()
  await expect(page.getByLabel('Notes')).toHaveValue('The key is under the mat')
})
