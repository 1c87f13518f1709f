import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { partner } from '../support/people.ts'
import { shifts, watchShifts } from '../support/shifts.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: partner, storageState: partner.session })

// The sidebar is one and the same in all organizations of a person.
test.describe.configure({ mode: 'serial' })

const linksIn = (page: Page, name: string) =>
  page.getByRole('navigation', { name, exact: true }).getByRole('link').allInnerTexts()
const cardsOf = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts()
const handle = (dialog: Locator, name: string) =>
  dialog.getByRole('button', { name: `Move ${name}, with the arrow keys` })

async function arrangeSidebar(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'You', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Arrange the sidebar' }).click()
  return page.getByRole('dialog', { name: 'Arrange the sidebar' })
}

test('the sidebar is arranged by dragging and by keys, and so on another device', async ({
  page,
  openAs,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}`)
  await sidebarLink(page, 'Team')
  const dialog = await arrangeSidebar(page)
  await expectAccessible(page, 'the order of the sidebar')
  const from = await handle(dialog, 'Tasks').boundingBox()
  const to = await handle(dialog, 'Dashboard').boundingBox()
  if (!from || !to) throw new Error('There is no handle.')
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(to.x + 8, to.y - 2, { steps: 6 })
  await page.mouse.up()
  await handle(dialog, 'Team').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(handle(dialog, 'Team')).toBeFocused()
  await dialog.getByRole('switch', { name: 'Show Audit log' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  const chosen = [
    'Tasks',
    'Dashboard',
    'Assistant',
    'Inbox',
    'Approvals',
    'Accounting',
    'Data',
    'Security',
    'Prices',
    'Travel',
    'Connectors',
    'Workflows',
    'Team',
    'Credits',
    'Connect',
    'Jobs',
    'Events',
    'Settings',
  ]
  await expect.poll(() => linksIn(page, 'Main')).toEqual(chosen)

  const other = await openAs(partner)
  await other.setViewportSize({ width: 360, height: 740 })
  await other.goto(`/o/${slug}`)
  await expect
    .poll(() => linksIn(other, 'Main, small screens'))
    .toEqual(['Tasks', 'Today', 'Assistant', 'Inbox'])
  await expectNoSidewaysScroll(other, 'the bottom bar')

  await arrangeSidebar(page)
  await dialog.getByRole('button', { name: 'Usual order' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await linksIn(page, 'Main'))[0]).toBe('Dashboard')
})

test('the sidebar has room for twelve places and their headings without scrolling', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}`)
  const nav = page.getByRole('navigation', { name: 'Main', exact: true })
  const place = await (await sidebarLink(page, 'Team')).boundingBox()
  const group = await nav.getByRole('group', { name: 'Business' }).boundingBox()
  const links = await nav.getByRole('group').getByRole('link').count()
  const room = await nav.boundingBox()
  if (!place || !group || !room) throw new Error('There is no sidebar.')
  const row = place.height + 1
  const heading = group.height - links * row
  expect(12 * row + 3 * (heading + 8)).toBeLessThan(room.height)
})

test('a group folds by its heading, stays folded, and opens for whoever comes into it', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}`)
  const head = page.getByRole('button', { name: 'Business' })
  await sidebarLink(page, 'Team')
  await head.focus()
  await page.keyboard.press('Enter')
  await page.reload()
  await expect(head).toHaveAttribute('aria-expanded', 'false')
  await expectAccessible(page, 'a folded group')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page.getByRole('link', { name: 'Team', exact: true })).toBeVisible()
})

test('the dashboard is arranged for one organization, and nothing jumps when it is opened so', async ({
  page,
  openAs,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('modules.ops.tasks.create', { title: 'Order flour' })
  await page.goto(`/o/${slug}`)
  await page.getByRole('button', { name: 'Arrange the dashboard' }).click()
  const dialog = page.getByRole('dialog', { name: 'Arrange the dashboard' })
  await handle(dialog, 'Credits spent').focus()
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowUp')
  await dialog.getByRole('switch', { name: 'Show Recent activity' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  const ofModules = ['Cash', 'Prices', 'Website', 'Connectors', 'Next trip']
  const chosen = [
    'Credits spent',
    'Today’s briefing',
    'Ask your business',
    ...ofModules,
    'My tasks',
    'Credits',
  ]
  await expect.poll(() => cardsOf(page)).toEqual(chosen)

  const other = await openAs(partner)
  await other.addInitScript(watchShifts)
  await other.goto(`/o/${slug}`)
  await expect.poll(() => cardsOf(other)).toEqual(chosen)
  await expect(other.getByText('Order flour')).toBeVisible()
  const { value, parts } = await shifts(other)
  expect(value, parts.join('\n')).toBeLessThan(0.02)
  await other.goto(`/o/${partner.slug}`)
  await expect.poll(async () => (await cardsOf(other))[0]).toBe('Today’s briefing')
})
