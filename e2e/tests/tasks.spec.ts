import type { Page } from '@playwright/test'
import { partner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: partner, storageState: partner.session })

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const card = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) })
const toast = (page: Page, words: string) => page.getByRole('region', { name: 'Messages' }).getByText(words)
const undo = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' })

test('a task is written down, and what is missing is said beside the field', async ({
  page,
  ownOrganization,
}) => {
  await page.goto(`/o/${ownOrganization.slug}/tasks`)
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New task' })
  const title = dialog.getByLabel('What has to be done')
  await dialog.getByRole('button', { name: 'Create task' }).click()
  await expect(title).toHaveAttribute('aria-invalid', 'true')
  await expect(title).toBeFocused()
  await expect(dialog.getByText('Fill in the title.')).toBeVisible()

  await title.fill('Sharpen the bread knives')
  await expect(dialog.getByText('Fill in the title.')).toHaveCount(0)
  await dialog.getByLabel('Priority').click()
  await page.getByRole('option', { name: 'High' }).click()
  await dialog.getByRole('button', { name: 'Create task' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(toast(page, 'Created: Sharpen the bread knives')).toBeVisible()
  await expect(column(page, 'To do').getByRole('button', { name: /^Sharpen the bread knives/ })).toBeVisible()
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('dialog').getByLabel('Title')).toHaveValue('Sharpen the bread knives')
})

test('a choice is made in a list of the browser where ours cannot be fetched', async ({
  page,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/select-menu/)
  await page.route('**/assets/select-menu-*', (route) => route.abort())
  await page.goto(`/o/${slug}/tasks?new=todo`)
  const dialog = page.getByRole('dialog', { name: 'New task' })
  await dialog.locator('select').first().waitFor()
  await dialog.getByLabel('Priority').selectOption({ label: 'High' })
  await dialog.getByLabel('What has to be done').fill('Rinse the tea urn')
  await dialog.getByRole('button', { name: 'Create task' }).click()
  await expect(dialog).toHaveCount(0)
  const { items } = await hub.query<{ items: { title: string; priority: string }[] }>(
    'modules.ops.tasks.list',
    {},
  )
  expect(items).toMatchObject([{ title: 'Rinse the tea urn', priority: 'high' }])
})

test('the board works by keyboard alone', async ({ page, ownOrganization: { slug, hub } }) => {
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Count the till' })
  await page.goto(`/o/${slug}/tasks`)
  await card(page, 'Count the till').focus()
  await page.keyboard.press('Space')
  await expect(page.getByText(/^Lifted from To do\./)).toBeAttached()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('Over Waiting.')).toBeAttached()
  await page.keyboard.press('Space')
  await expect(column(page, 'Waiting').getByRole('button', { name: /^Count the till/ })).toBeFocused()

  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByLabel('Title')).toHaveValue('Count the till')
  await expect(page).toHaveURL(/[?&]task=/)
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(page).not.toHaveURL(/[?&]task=/)
  await expect(card(page, 'Count the till')).toBeFocused()

  // The card is there before the hub has it.
  await expect
    .poll(() => hub.query<{ status: string }>('modules.ops.tasks.get', { id }))
    .toMatchObject({ status: 'waiting' })
  await page.reload()
  await expect(column(page, 'Waiting').getByRole('button', { name: /^Count the till/ })).toBeVisible()
})

test('Undo takes back completing and removing', async ({ page, ownOrganization: { slug, hub } }) => {
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Wash the awning' })
  await page.goto(`/o/${slug}/tasks?task=${id}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click()
  await expect(column(page, 'Done').getByRole('button', { name: /^Wash the awning/ })).toBeVisible()
  await undo(page).click()
  await expect(column(page, 'To do').getByRole('button', { name: /^Wash the awning/ })).toBeVisible()

  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(toast(page, 'Removed: Wash the awning')).toBeVisible()
  await expect(card(page, 'Wash the awning')).toHaveCount(0)
  await undo(page).click()
  await expect(column(page, 'To do').getByRole('button', { name: /^Wash the awning/ })).toBeVisible()
  await expect
    .poll(
      async () =>
        await hub.query<{ status: string; removedAt: string | null }>('modules.ops.tasks.get', { id }),
    )
    .toMatchObject({ status: 'todo', removedAt: null })
})

test('filters live in the address and survive a reload', async ({ page, ownOrganization: { slug, hub } }) => {
  await hub.mutate('modules.ops.tasks.create', { title: 'Book the oven service', priority: 'high' })
  await hub.mutate('modules.ops.tasks.create', { title: 'Book a table for ten', priority: 'low' })
  await hub.mutate('modules.ops.tasks.create', { title: 'Print the labels', priority: 'high' })
  await page.goto(`/o/${slug}/tasks`)
  await page.getByRole('button', { name: 'Priority', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'High' }).click()
  await page.getByLabel('Search tasks').fill('book')
  await expect(page).toHaveURL(/priority=high/)
  await expect(page).toHaveURL(/q=book/)
  for (const act of ['filter', 'reload'] as const) {
    if (act === 'reload') await page.reload()
    await expect(card(page, 'Book the oven service')).toBeVisible()
    await expect(card(page, 'Book a table for ten')).toHaveCount(0)
    await expect(card(page, 'Print the labels')).toHaveCount(0)
    await expect(page.getByLabel('Search tasks')).toHaveValue('book')
  }
  await page.getByRole('button', { name: 'Remove filter High' }).click()
  await expect(card(page, 'Book a table for ten')).toBeVisible()
  await expect(page).not.toHaveURL(/priority=/)
})

test('the list shows the same tasks as the board and completes them', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('modules.ops.tasks.create', { title: 'Oil the hinges' })
  await page.goto(`/o/${slug}/tasks`)
  await page.getByRole('radio', { name: 'List' }).check()
  await expect(page).toHaveURL(/view=list/)
  const table = page.getByRole('grid', { name: 'Tasks' })
  await expect(table.getByRole('row', { name: /Oil the hinges/ })).toBeVisible()
  await table.getByRole('checkbox', { name: 'Complete Oil the hinges' }).click()
  await expect(table.getByRole('checkbox', { name: 'Reopen Oil the hinges' })).toBeChecked()
  await expect(toast(page, 'Done: Oil the hinges')).toBeVisible()
})

test('sample data fills an empty board and goes again', async ({ page, ownOrganization: { slug } }) => {
  await page.goto(`/o/${slug}/tasks`)
  await page.getByRole('button', { name: 'Try sample data' }).click()
  await expect(card(page, 'Order labels for the winter season')).toBeVisible()
  await expect(toast(page, '4 sample tasks are on the board.')).toBeVisible()
  await undo(page).click()
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
})
