import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { blendAt, lookAgain, sells, watchedBlend } from '../support/shops.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'
import { giveCredits } from '../support/websites.ts'

test.use({ founder: bookkeeper, storageState: bookkeeper.session })
// A shop is asked once in a while by the whole hub, and stands in for that of every test here.
test.describe.configure({ mode: 'default' })

const panel = (page: Page) => page.getByRole('dialog', { name: 'Page of a shop' })

test('a rival’s page is added, watched and told of by keys alone (MKT-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  test.slow()
  const host = 'copperleaf.example'
  await sells(host, { price: '22.90' })
  await giveCredits(hub, 10)
  await page.goto(`/o/${slug}/marketplace`)
  await expect(page.getByText('No prices yet')).toBeVisible()

  await test.step('a wrong address is said at its field', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Add a product page' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Address of the page' })).toBeFocused()
    await page.keyboard.type('https://127.0.0.1/blend')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Write a name and not the number of a machine.')).toBeVisible()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(blendAt(host))
    await page.keyboard.press('Enter')
  })

  await test.step('its price is read, with where it stood and how sure that is', async () => {
    await expect(
      panel(page)
        .getByText(/22\.90/)
        .first(),
    ).toBeVisible({ timeout: 20_000 })
    await expect(panel(page).getByText(/% sure/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'House blend, 1 kg', level: 1 })).toBeVisible()
  })

  await test.step('whoever is undercut wants to be told', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Add a rule' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Tell me when' })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Add', exact: true }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'You are told from now on.')).toBeVisible()
  })

  await test.step('and is, once their own price is higher', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Change', exact: true }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('textbox', { name: 'Your price' }))
    await page.keyboard.type('23.50')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'Recent alerts' }).getByText(host)).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: /^Make a task/ }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'Open the task' })).toBeVisible()
  })

  await test.step('the page is looked at again while one waits', async () => {
    await sells(host, { price: '21.90' })
    await tabTo(page, page.getByRole('link', { name: host }).first())
    await page.keyboard.press('Enter')
    await tabTo(page, panel(page).getByRole('button', { name: 'Check now' }))
    await page.keyboard.press('Enter')
    await expect(
      panel(page)
        .getByText(/21\.90/)
        .first(),
    ).toBeVisible({ timeout: 20_000 })
  })
})

test('a tenfold price waits until somebody says that it is right', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const host = 'saltgate.example'
  await sells(host, { price: '24.80' })
  await giveCredits(hub, 10)
  const { id, productId } = await watchedBlend(hub, host)
  await sells(host, { price: '248.00' })
  await lookAgain(hub, id)
  await page.goto(`/o/${slug}/marketplace/${productId}?listing=${id}`)
  await expect(panel(page).getByText(/248\.00.* waits since/)).toBeVisible()
  await expect(
    panel(page)
      .getByText(/decimal point may have slipped/)
      .first(),
  ).toBeVisible()
  await panel(page).getByRole('button', { name: 'It is right' }).click()
  await expect(toast(page, 'The new price counts.')).toBeVisible()
  await expect(panel(page).getByText(/waits since/)).toHaveCount(0)
})

test('prices are for everybody, by day and night, wide and on a phone', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  test.slow()
  const host = 'oldpier.example'
  await sells(host, { price: '22.60' })
  await giveCredits(hub, 10)
  const { id, productId } = await watchedBlend(hub, host)
  await hub.mutate('modules.marketplace.rules.create', { kind: 'undercut', productId })
  await sells(host, { price: '21.60' })
  await lookAgain(hub, id)
  for (const [end, words] of [
    ['', 'House blend, 1 kg'],
    [`/${productId}`, 'Lowest elsewhere'],
    [`/${productId}?listing=${id}`, 'How the price was read'],
  ] as const) {
    await page.goto(`/o/${slug}/marketplace${end}`)
    await expect(page.getByText(words).first()).toBeVisible()
    await expectFits(page, `prices${end}`)
    await expect(page.getByText(words).first()).toBeVisible()
  }
})

test('what a shop says is shown as text and nothing else', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const host = 'saltgate.example'
  const nasty = 'Blend &lt;img src=x onerror=alert(1)&gt;'
  await sells(host, { price: '24.80', name: nasty })
  await giveCredits(hub, 10)
  const { id, productId } = await watchedBlend(hub, host)
  let isAsked = false
  page.on('dialog', () => (isAsked = true))
  await page.goto(`/o/${slug}/marketplace/${productId}?listing=${id}`)
  await expect(
    panel(page)
      .getByText(/Blend .*onerror=alert/)
      .first(),
  ).toBeVisible()
  expect(isAsked).toBe(false)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
})
