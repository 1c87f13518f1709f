import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { tabTo } from '../support/keyboard.ts'
import { admin, owner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

const MICRO = 1_000_000

test.describe('an administrator of the platform', () => {
  test.use({ storageState: admin.session })

  test('finds people by name', async ({ page }) => {
    await page.goto('/admin/users')
    const people = page.getByRole('table', { name: 'People' })
    await expect(people.getByRole('row', { name: new RegExp(admin.name) })).toContainText('Administrator')
    await page.getByLabel('Search people').fill('maeve')
    await expect(page).toHaveURL(/q=maeve/)
    await expect(people.getByRole('row', { name: new RegExp(admin.name) })).toHaveCount(0)
    await expect(people.getByRole('row', { name: new RegExp(owner.name) })).toContainText('Confirmed')
  })

  test('gives credits with a reason that the organization reads', async ({
    page,
    openAs,
    ownOrganization: { slug, hub },
  }) => {
    const { name } = await hub.query<{ name: string }>('organizations.get')
    const before = await hub.query<{ availableMicro: number }>('credits.balance')
    await page.goto(`/admin/organizations?q=${encodeURIComponent('gives credits')}`)
    await page.getByRole('button', { name: `Adjust credits of ${name}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Credits').fill('12.50')
    await dialog.getByRole('button', { name: 'Give credits' }).click()
    await expect(dialog.getByText('Say why, in a few words.')).toBeVisible()
    await dialog.getByLabel('Reason').fill('A gift for the trade fair')
    await dialog.getByRole('button', { name: 'Give credits' }).click()
    await expect(dialog).toHaveCount(0)

    const after = await hub.query<{ availableMicro: number }>('credits.balance')
    expect(after.availableMicro - before.availableMicro).toBe(12.5 * MICRO)
    const theirs = await openAs(owner)
    await theirs.goto(`/o/${slug}/credits`)
    const row = theirs.getByRole('grid', { name: 'Credit history' }).getByRole('row', { name: /12\.50/ })
    await expect(row).toContainText('A gift for the trade fair')
  })

  test('says something to one organization by keys alone, and takes it back (RT-1)', async ({
    page,
    openAs,
    ownOrganization: { slug, hub },
  }) => {
    const { name } = await hub.query<{ name: string }>('organizations.get')
    const words = 'The hub is away at noon for ten minutes.'
    const theirs = await openAs(owner)
    await theirs.goto(`/o/${slug}`)
    await page.goto('/admin')
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await expect(page.getByRole('heading', { name: 'Messages' })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Write a message' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Write a message' })
    await expect(dialog.getByLabel('Message')).toBeFocused()
    await page.keyboard.type(words)
    await dialog.getByLabel('To', { exact: true }).selectOption('One organization')
    await dialog.getByRole('button', { name: 'Show it' }).press('Enter')
    await expect(dialog.getByText('Choose whom it is for.')).toBeVisible()
    await expectAccessible(page, 'the dialog of a message')
    await page.screenshot({ path: test.info().outputPath('broadcast-dialog.png') })
    await page.keyboard.type('says something')
    await page.getByRole('option', { name: new RegExp(name) }).click()
    await dialog.getByRole('button', { name: 'Show it' }).press('Enter')
    await expect(dialog).toHaveCount(0)

    await expect(theirs.getByText(words)).toBeVisible()
    const row = page.getByRole('table', { name: 'Messages' }).getByRole('row', { name: new RegExp(words) })
    await expect(row).toContainText(name)
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await expectNoSidewaysScroll(page, 'messages')
      await expectAccessible(page, 'messages')
      await page.screenshot({ path: test.info().outputPath(`broadcasts-${width}.png`) })
    }
    await row.getByRole('button', { name: /^End now/ }).press('Enter')
    await expect(row).toContainText('Over')
    await expect(theirs.getByText(words)).toHaveCount(0)
  })
})

test.describe('everybody else', () => {
  test.use({ storageState: owner.session })

  test('finds nothing at the address of the administration', async ({ page }) => {
    await page.goto('/admin/users')
    await expect(page.getByRole('heading', { name: 'Nothing at this address' })).toBeVisible()
  })
})
