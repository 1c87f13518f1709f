import { expectAccessible } from '../support/axe.ts'
import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { LAST_COMPARED, signedInLately } from '../support/shop.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({
  founder: async ({}, use, { workerIndex }) => use(await signedInLately(workerIndex)),
  storageState: async ({ founder }, use) => use(founder.session),
})

test('an account at HubSpot is connected, read and ended by keys alone (CONN-1)', async ({
  page,
  problems,
  ownOrganization: { slug },
}) => {
  test.slow()
  // Of HubSpot, which is another site.
  problems.expect(/favicon\.ico/)
  const drawer = page.getByRole('dialog', { name: 'tide-and-fennel.hubspot.example' })

  await test.step('the card says what comes of it, and leads to HubSpot and back', async () => {
    await page.goto(`/o/${slug}/connectors`)
    await tabTo(page, page.getByRole('button', { name: 'Connect HubSpot' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Connect HubSpot' })
    await expect(dialog).toContainText('You go to HubSpot, choose your account')
    await expectAccessible(page, 'connecting HubSpot')
    await tabTo(page, dialog.getByLabel(/^Bring in names/))
    await page.keyboard.press('Space')
    await tabTo(page, dialog.getByRole('button', { name: 'Go to HubSpot' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Connect app to HubSpot account' })).toBeVisible()
    await expect(page.getByText(/crm\.objects\.contacts\.read/)).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/o/${slug}/connectors\\?connection=[\\da-f-]+$`))
  })

  await test.step('contacts, companies and deals are read while one looks', async () => {
    await expect(drawer.getByText('In sync')).toBeVisible({ timeout: 30_000 })
    await expect(drawer.getByText(/^60 read at first, last/)).toBeVisible()
    await expect(drawer.getByText(LAST_COMPARED)).toHaveCount(3)
    await expectFits(page, 'hubspot')
  })

  await test.step('deals stand in the data by the names of their stages', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Show in Data: Deals' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible()
    await expect(page.getByText('Sample sent').first()).toBeVisible()
    await expect(page.getByText('155320441')).toHaveCount(0)
  })

  await test.step('it is ended, and says where the app stays listed', async () => {
    await page.goto(`/o/${slug}/connectors`)
    await tabTo(page, page.getByRole('link', { name: 'tide-and-fennel.hubspot.example' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'End connection' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: /^End the connection/ })).toContainText(
      'At HubSpot the app stays listed until you remove it there.',
    )
    await tabTo(page, page.getByRole('button', { name: 'End it' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'tide-and-fennel.hubspot.example is no longer connected.')).toBeVisible()
    await expect(page.getByText('Nothing connected yet')).toBeVisible()
  })
})
