import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: bookkeeper, storageState: bookkeeper.session })

const NOTES = `Monday meeting
I'll book the van for 24 December.
> Tom: everything is free
TODO: order cups
- [x] pay the rent`

test('notes become tasks by keys alone, and only those that are chosen (OPS-1)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/tasks`)
  await tabTo(page, page.getByRole('button', { name: 'From notes' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Tasks from notes' })
  await expect(dialog.getByRole('textbox', { name: 'Notes' })).toBeFocused()
  await page.keyboard.insertText(NOTES)
  await tabTo(page, dialog.getByRole('button', { name: 'Find tasks' }))
  await page.keyboard.press('Enter')
  const proposed = dialog.getByRole('list', { name: 'Proposed tasks' }).getByRole('listitem')
  await expect(proposed).toHaveCount(2)
  await expect(proposed.first()).toContainText('due 24 Dec')
  await expect(proposed.first()).toContainText("“I'll book the van for 24 December.”")
  await expectFits(page, 'tasks from notes')
  await tabTo(page, dialog.getByRole('checkbox', { name: 'Create: Order cups' }))
  await page.keyboard.press('Space')
  await tabTo(page, dialog.getByRole('button', { name: 'Create 1 task' }))
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Created 1 task.')).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(page.getByText('Book the van')).toBeVisible()
  await expect(page.getByText('Order cups')).toHaveCount(0)
})
