import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { expectAccessible } from '../support/axe.ts'
import type { HubClient } from '../support/hub-client.ts'
import { tabTo, walk } from '../support/keyboard.ts'
import { settled } from '../support/settled.ts'
import { comeBack, connected, LAST_COMPARED, SHOP, shownAs, signedInLately, states } from '../support/shop.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({
  founder: async ({}, use, { workerIndex }) => use(await signedInLately(workerIndex)),
  storageState: async ({ founder }, use) => use(founder.session),
})

const dialog = (page: Page) => page.locator('[role=dialog]:not([data-type])')
const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const drawer = (page: Page) => dialogOf(page, 'tide-and-fennel')

const objectsOf = async (hub: HubClient): Promise<number> => {
  const { items } = await hub.query<{ items: { objects: number }[] }>('modules.foundry.types.list', {})
  return items.reduce((sum, { objects }) => sum + objects, 0)
}

test('a shop is connected, read, held and ended by keys alone (CONN-1)', async ({
  page,
  problems,
  ownOrganization: { slug },
}) => {
  test.slow()
  // Of the shop, which is another site.
  problems.expect(/favicon\.ico/)
  await page.goto(`/o/${slug}/foundry/sources`)
  await tabTo(page, page.getByRole('link', { name: 'Connect a service' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing connected yet')).toBeVisible()

  await test.step('the person goes to the shop, allows it there, and comes back', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Connect Shopify' }))
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Address of the shop')).toBeFocused()
    await page.keyboard.type('Tide & Fennel')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/Write the address of your shop/)).toBeVisible()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(SHOP)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Install app' })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/o/${slug}/connectors\\?connection=[\\da-f-]+$`))
  })

  await test.step('what is there is read while one looks', async () => {
    await expect(drawer(page).getByText('In sync')).toBeVisible({ timeout: 30_000 })
    await expect(drawer(page).getByText(/^300 read at first, last/)).toBeVisible()
    await expect(drawer(page).getByText(LAST_COMPARED)).toHaveCount(4)
    const row = page.getByRole('row', { name: /tide-and-fennel/ })
    await expect(row).toContainText('In sync')
  })

  await test.step('it is paused and goes on', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Pause', exact: true }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Paused tide-and-fennel.')).toBeVisible()
    await expect(drawer(page).getByText('Paused', { exact: true })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Go on' }))
    await page.keyboard.press('Enter')
    await expect(drawer(page).getByText('In sync')).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Read now' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'tide-and-fennel is up to date.')).toBeVisible()
    await expect(drawer(page).getByText('In sync')).toBeVisible()
  })

  await test.step('as many orders are in the data', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Show in Data: Orders' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible()
    await expect(page.getByText('300', { exact: true }).first()).toBeVisible()
  })

  await test.step('it is ended, and what it brought goes', async () => {
    await page.goto(`/o/${slug}/connectors`)
    await tabTo(page, page.getByRole('link', { name: 'tide-and-fennel' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'End connection' }))
    await page.keyboard.press('Enter')
    await expect(dialogOf(page, /^End the connection/)).toContainText('Its 1,044 records go')
    await tabTo(page, page.getByRole('button', { name: 'End it' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'tide-and-fennel is no longer connected.')).toBeVisible()
    await expect(page.getByText('Nothing connected yet')).toBeVisible()
  })
})

test('the data may stay when a connection ends, and is taken up again by the next one (CONN-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  test.slow()
  const id = await connected(hub)
  const before = await objectsOf(hub)
  expect(before).toBeGreaterThanOrEqual(460)
  await page.goto(`/o/${slug}/connectors?connection=${id}`)
  await page.getByRole('button', { name: 'End connection' }).click()
  await page.getByLabel('Keep the data as it is').check()
  await page.getByRole('button', { name: 'End it' }).click()
  await expect(page.getByText('Nothing connected yet')).toBeVisible()
  expect(await objectsOf(hub)).toBe(before)
  const again = await connected(hub)
  expect(await objectsOf(hub)).toBe(before)
  await page.goto(`/o/${slug}/connectors?connection=${again}`)
  await page.getByRole('button', { name: 'End connection' }).click()
  await page.getByRole('button', { name: 'End it' }).click()
  await expect(page.getByText('Nothing connected yet')).toBeVisible()
  await expect.poll(() => objectsOf(hub)).toBe(0)
})

test('a way back that was changed, refused or used already says so (CONN-1)', async ({
  page,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/400 \(.*\).*connectors\.connections\.finish/)
  const back = async (query: string, words: string | RegExp) => {
    await page.goto(`/connectors/shopify/callback${query}`)
    await expect(page.getByRole('heading', { name: 'Nothing was connected' })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible()
  }
  const good = await comeBack(hub)
  await back(good.replace(/code=./, 'code=x'), 'or was changed on its way')
  await expectAccessible(page, 'a way back that was changed')
  await walk(page, 'a way back that was changed')
  await back(`?error=access_denied&state=${slug}.x`, 'It was not allowed at the shop')
  await back('?code=1', 'Something is missing')
  await back(good.replace(`state=${slug}`, 'state=somebody-else'), 'an organization that you are not in')
  await hub.mutate('connectors.connections.finish', { provider: 'shopify', query: good })
  await back(good, 'was used already')
  await page.getByRole('link', { name: 'Back to Connectors' }).click()
  await expect(page).toHaveURL(`/o/${slug}/connectors`)
  await expect(page.getByRole('link', { name: 'tide-and-fennel' })).toBeVisible()
})

test('what came back is sent once, and its code is not kept (CONN-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const query = await comeBack(hub)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('connections.finish')) sent.push(request.postData() ?? '')
  })
  await page.goto(`/o/${slug}`)
  await page.goto(`/connectors/shopify/callback${query}`)
  await expect(page).toHaveURL(/connectors\?connection=/)
  expect(sent).toHaveLength(1)
  expect(sent[0]).toContain(query)
  await page.goBack()
  await expect(page).toHaveURL(`/o/${slug}`)
})

test('a wrong key of Stripe is told at its field (CONN-2)', async ({
  page,
  problems,
  ownOrganization: { slug },
}) => {
  problems.expect(/(400|503) \(.*\).*connectors\.connections\.useKey/)
  await page.goto(`/o/${slug}/connectors`)
  await page.getByRole('button', { name: 'Connect Stripe' }).click()
  const key = page.getByLabel('Restricted key')
  await expect(key).toHaveAttribute('type', 'password')
  await key.fill('sk_live_51Habcdefghijk')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This key may do everything.')).toBeVisible()
  await expect(key).toHaveAttribute('aria-invalid', 'true')
  await key.fill('rk_live_51Habcdefghijk')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('alert')).toContainText('Stripe')
  await expectAccessible(page, 'a refused key')
})

test('connectors fit a desk and a phone (CONN-1)', async ({ page, ownOrganization: { slug, hub } }) => {
  test.setTimeout(180_000)
  const open = async (search: string) => {
    await page.goto(`/o/${slug}/connectors${search}`)
    // A dialog over the page hides its heading from roles.
    await expect(page.locator('h1', { hasText: 'Connectors' })).toBeVisible()
    await settled(page)
  }
  await open('')
  await expectFits(page, 'empty')
  await open('?connect=shopify')
  await expectFits(page, 'shopify')
  await open('?connect=stripe')
  await expectFits(page, 'stripe')
  const id = await connected(hub)
  await open('')
  await expectFits(page, 'list')
  await open(`?connection=${id}`)
  await expectFits(page, 'one')
  await page.getByRole('button', { name: 'End connection' }).click()
  await expect(dialogOf(page, /^End the connection/)).toBeVisible()
  await expectFits(page, 'end')
  for (const [state, change] of Object.entries(states)) {
    await shownAs(page, change)
    await open('')
    await expectFits(page, `list-${state}`)
    await open(`?connection=${id}`)
    await expectFits(page, `one-${state}`)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
  await page.goto(`/connectors/shopify/callback?error=access_denied&state=${slug}.x`)
  await expect(page.getByRole('heading', { name: 'Nothing was connected' })).toBeVisible()
  await expectFits(page, 'refused')
  await page.goto(`/o/${slug}/foundry/sources`)
  await expect(page.getByRole('link', { name: 'Connect a service' })).toBeVisible()
  await expectFits(page, 'sources')
})
