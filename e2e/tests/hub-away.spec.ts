import type { Page } from '@playwright/test'
import { owner } from '../support/people.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

const NOTICED_MS = 3_000
const places = ['Assistant', 'Tasks', 'Approvals', 'Credits', 'Team', 'Connect', 'Settings'] as const

test.use({ storageState: owner.session })
test.beforeEach(({ problems }) =>
  problems.expect(/ERR_CONNECTION_REFUSED|Failed to fetch|could not be fetched|WebSocket/),
)

/** Nobody listens at the hub's port any more, as after its end; the browser itself is online. @returns brings it back. */
async function endHub(page: Page): Promise<() => Promise<void>> {
  await page.route('**/*', (route) => route.abort('connectionrefused'))
  return () => page.unroute('**/*')
}

const notice = (page: Page) => page.getByText('The hub does not answer. Changes are sent when it is back.')

/** The page that is there now; a page that was loaded afresh is another one. */
const mark = (page: Page) => page.evaluate(() => Reflect.set(window, 'hubMark', true))
const isSame = (page: Page) => page.evaluate(() => Reflect.get(window, 'hubMark') === true)

test('that the hub is away shows within three seconds and without a click, and goes when it is back', async ({
  page,
}) => {
  await page.goto(`/o/${owner.slug}/credits`)
  await settled(page)
  const bring = await endHub(page)
  await expect(notice(page)).toBeVisible({ timeout: NOTICED_MS })
  await bring()
  await expect(notice(page)).toHaveCount(0, { timeout: NOTICED_MS })
})

test('a hub that takes calls and answers none is noticed as soon', async ({ page }) => {
  await page.goto(`/o/${owner.slug}/credits`)
  await settled(page)
  const held: (() => void)[] = []
  await page.route(
    '**/*',
    (route) => new Promise<void>((resolve) => held.push(() => resolve(route.continue()))),
  )
  await expect(notice(page)).toBeVisible({ timeout: NOTICED_MS })
  for (const release of held) release()
  await page.unroute('**/*')
  await expect(notice(page)).toHaveCount(0)
})

for (const place of places) {
  test(`${place} keeps the app while the hub is away, says so, and opens when it is back`, async ({
    page,
  }) => {
    await page.goto(`/o/${owner.slug}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await mark(page)
    const link = await sidebarLink(page, place)
    const bring = await endHub(page)
    await link.click()
    const failure = page.getByRole('main').getByRole('alert').filter({ hasText: 'The hub did not answer' })
    await expect(failure).toBeVisible()
    await expect(notice(page)).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    expect(await isSame(page)).toBe(true)
    await bring()
    await expect(failure).toHaveCount(0)
    await settled(page)
    await expect(page).toHaveTitle(new RegExp(place))
    expect(await isSame(page)).toBe(true)
  })
}

test('a dialog that cannot be fetched opens when the hub is back, and the page stays', async ({ page }) => {
  await page.goto(`/o/${owner.slug}/team`)
  await expect(page.getByRole('heading', { name: 'Team', level: 1 })).toBeVisible()
  await mark(page)
  const bring = await endHub(page)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(notice(page)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Team', level: 1 })).toBeVisible()
  await bring()
  await expect(page.getByRole('dialog', { name: /Invite somebody/ })).toBeVisible()
  expect(await isSame(page)).toBe(true)
})

test('a plain link within the hub does not lead out of the app while the hub is away', async ({ page }) => {
  await page.goto(`/o/${owner.slug}`)
  await settled(page)
  await mark(page)
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/terms', textContent: 'To the terms' })
    // Above all else, where what is told at the lower edge does not cover it, and outside of what the page draws anew.
    document.body.prepend(link)
  })
  const bring = await endHub(page)
  await page.getByRole('link', { name: 'To the terms' }).click()
  await expect(notice(page)).toBeVisible()
  expect(await isSame(page)).toBe(true)
  await bring()
  await page.getByRole('link', { name: 'To the terms' }).click()
  await expect(page).toHaveURL(/\/terms$/)
})
