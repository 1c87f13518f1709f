import { expectAccessible } from '../support/axe.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { owner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

test('? shows every shortcut, from the keyboard, the palette and the menu (WEB-3)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/tasks`)
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await expect(sheet.getByRole('region', { name: 'Go to' })).toContainText('Tasks')
  await expectAccessible(page, 'the shortcuts')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible()
  await page.keyboard.type('shortcuts')
  await page.keyboard.press('Enter')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  await page.getByRole('button', { name: 'You' }).click()
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
  await expect(sheet).toBeVisible()
})

test('G and a letter goes there, but not while typing (WEB-3)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/tasks`)
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
  const search = page.getByLabel('Search tasks')
  await search.focus()
  await page.keyboard.type('gc?')
  await expect(search).toHaveValue('gc?')
  await expect(page).toHaveURL(/\/tasks/)
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await search.blur()
  await page.keyboard.type('gc')
  await expect(page).toHaveURL(`/o/${slug}/credits`)
  // N alone writes a task; after G it is a place.
  await page.keyboard.type('gt')
  await expect(page).toHaveURL(`/o/${slug}/tasks`)
  await expect(page.getByRole('button', { name: 'New task' })).toBeVisible()
  await page.keyboard.type('gn')
  await expect(page).toHaveURL(`/o/${slug}/connect`)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('single keys can be turned off, and stay off (WCAG 2.1.4)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/tasks`)
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: /Single keys act/ }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
  await page.keyboard.type('gc?n')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible()
  await expect(page).toHaveURL(`/o/${slug}/tasks`)
})

test('pointing at a place reads its page before it is opened', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/settings`)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  const read = page.waitForRequest((request) => request.url().includes('credits.history'))
  await (await sidebarLink(page, 'Credits')).hover()
  await read
  await expect(page).toHaveURL(`/o/${slug}/settings`)
})

test('pointing at a task reads what its drawer shows', async ({ page, ownOrganization: { slug, hub } }) => {
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Oil the hinges' })
  await page.goto(`/o/${slug}/tasks?view=list`)
  const row = page.getByRole('row', { name: /Oil the hinges/ })
  const read = page.waitForRequest((request) => request.url().includes('tasks.comments.list'))
  await row.hover()
  expect(decodeURIComponent((await read).url())).toContain(id)
  await expect(page).not.toHaveURL(/task=/)
})
