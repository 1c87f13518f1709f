import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'
import { giveCredits } from '../support/websites.ts'

test.use({ founder: bookkeeper, storageState: bookkeeper.session })

const NAME = 'Copperleaf Coffee Roasters'

test('competitors near a town are found, followed and hidden by keys alone (MKT-2)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  test.slow()
  await giveCredits(hub, 10)
  await page.goto(`/o/${slug}/marketplace`)
  await tabTo(page, page.getByRole('link', { name: 'Competitors' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('No competitors yet')).toBeVisible()
  await tabTo(page, page.getByRole('textbox', { name: 'Kind of business' }))
  await page.keyboard.type('coffee roaster')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Cork, Ireland')
  await page.keyboard.press('Enter')
  const found = page.getByRole('list', { name: 'Found' })
  await expect(found.getByRole('listitem').first()).toContainText(NAME, { timeout: 30_000 })
  await expect(found.getByRole('listitem').first()).toContainText('670 m away')

  await tabTo(page, page.getByRole('button', { name: `Follow ${NAME}` }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Copperleaf on the quay')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'You follow Copperleaf on the quay.')).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: 'Lantern Coffee is not a competitor' }))
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog')
  await tabTo(page, question.getByRole('button', { name: 'No longer show' }))
  await page.keyboard.press('Enter')
  await expect(found.getByText('Lantern Coffee')).toHaveCount(0)

  await page.reload()
  await expect(page.getByRole('list', { name: 'You follow' })).toContainText('Copperleaf on the quay')
  await expect(found.getByText('Lantern Coffee')).toHaveCount(0)
  await expectFits(page, 'competitors')
})

test('a town that nobody knows is said in words', async ({ page, ownOrganization: { slug, hub } }) => {
  await giveCredits(hub, 10)
  await page.goto(`/o/${slug}/marketplace/competitors`)
  await page.getByRole('textbox', { name: 'Kind of business' }).fill('coffee roaster')
  await page.getByRole('textbox', { name: 'Near' }).fill('Zzyzx')
  await page.getByRole('button', { name: 'Find competitors' }).click()
  await expect(page.getByText(/No place called “Zzyzx” was found/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Near' })).toBeFocused()
})
