import { join } from 'node:path'
import { expectAccessible } from '../support/axe.ts'
import { register, resume, signIn } from '../support/hub-client.ts'
import type { HubClient } from '../support/hub-client.ts'
import { linkFor } from '../support/mailbox.ts'
import { admin, owner, partner, person } from '../support/people.ts'
import { runDir } from '../support/place.ts'
import { settled } from '../support/settled.ts'
import { row } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

/** From the act of somebody else to the screen. */
const SOON = { timeout: 1_000 }

test.use({ storageState: partner.session, founder: partner })

/** Waits until the assistant has asked; @returns for what. */
async function requested(hub: HubClient): Promise<string> {
  const all = async () => (await hub.query<{ items: { id: string }[] }>('approvals.list')).items
  await expect.poll(async () => (await all()).length).toBe(1)
  return (await all())[0]?.id ?? ''
}

/** A page follows what changes from shortly after it is there. */
const FOLLOWS_MS = 3_000

test(
  'a task that somebody else makes, renames and removes is so on the open list within a second (RT-1)',
  { tag: '@alone' },
  async ({ page, ownOrganization: { slug, hub } }) => {
    await page.goto(`/o/${slug}/tasks?view=list`)
    await settled(page)
    // In the moment before it follows, nothing is missed either.
    const early = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Made at once' })
    await expect(row(page, 'Made at once')).toBeVisible({ timeout: FOLLOWS_MS })
    await hub.mutate('modules.ops.tasks.create', { title: 'Call the miller' })
    await expect(row(page, 'Call the miller')).toBeVisible(SOON)
    await hub.mutate('modules.ops.tasks.update', { id: early.id, title: 'Renamed elsewhere' })
    await expect(row(page, 'Renamed elsewhere')).toBeVisible(SOON)
    await hub.mutate('modules.ops.tasks.remove', { id: early.id })
    await expect(row(page, 'Renamed elsewhere')).toHaveCount(0, SOON)
  },
)

test(
  'a new guest of the team and a request to approve show by themselves (RT-1)',
  { tag: '@alone' },
  async ({ page, openAs, ownOrganization: { slug, hub } }) => {
    await page.goto(`/o/${slug}/team`)
    const second = await openAs(partner)
    await second.goto(`/o/${slug}/approvals`)
    await page.waitForTimeout(FOLLOWS_MS)
    await hub.mutate('organizations.invitations.create', { email: 'guest@mill-road.example', role: 'viewer' })
    await expect(page.getByRole('list', { name: 'Open invitations' })).toContainText(
      'guest@mill-road.example',
      SOON,
    )
    await hub.mutate('assistant.send', { text: 'Add a task to order flour' })
    await requested(hub)
    await expect(second.getByRole('row').filter({ hasText: /order flour/i })).toBeVisible(SOON)
  },
)

test(
  'the balance follows what another tab spends, and a conversation what is said there (RT-1)',
  { tag: '@alone' },
  async ({ openAs }) => {
    const spender = person('Runa Live', 'Quay Street Print', 'quay-street-print')
    await register(spender)
    const hub = await signIn(spender)
    await hub.keepSession(join(runDir, 'runa.json'))
    const page = await openAs(spender)
    const first = await hub.mutate<{ conversationId: string }>('assistant.send', { text: 'What can you do?' })
    await page.goto(`/o/${spender.slug}/assistant/${first.conversationId}`)
    await expect(page.getByText('What can you do?').first()).toBeVisible()
    await page.waitForTimeout(FOLLOWS_MS)
    await hub.mutate('assistant.send', {
      text: 'Add a task to order paper',
      conversationId: first.conversationId,
    })
    await expect(page.getByText('Add a task to order paper').first()).toBeVisible(SOON)
    await hub.mutate('approvals.approve', { id: await requested(hub) })
    await expect(page.getByText('99.95')).toBeVisible(SOON)
    await hub.dispose()
  },
)

test(
  'what somebody types is not overwritten by what comes in (RT-1)',
  { tag: '@alone' },
  async ({ page, problems, ownOrganization: { slug, hub } }) => {
    problems.expect(/412/)
    const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Oil the hinges' })
    await page.goto(`/o/${slug}/tasks?task=${id}`)
    await expect(page.getByLabel('Title')).toHaveValue('Oil the hinges')
    await page.waitForTimeout(FOLLOWS_MS)
    await page.getByLabel('Notes').fill('The key is under the mat')
    await hub.mutate('modules.ops.tasks.update', { id, notes: 'Ask Colm for the key' })
    await page.waitForTimeout(1_000)
    await expect(page.getByLabel('Notes')).toHaveValue('The key is under the mat')
  },
)

test(
  'after a drop the page shows what it missed (RT-1)',
  { tag: '@alone' },
  async ({ page, problems, ownOrganization: { slug, hub } }) => {
    problems.expect(/WebSocket|ERR_INTERNET_DISCONNECTED|Failed to fetch/)
    await page.goto(`/o/${slug}/tasks?view=list`)
    await settled(page)
    await page.waitForTimeout(FOLLOWS_MS)
    await page.context().setOffline(true)
    await expect(page.getByText('You are offline. Changes are sent later.')).toBeVisible()
    await hub.mutate('modules.ops.tasks.create', { title: 'Made meanwhile' })
    await page.context().setOffline(false)
    await expect(row(page, 'Made meanwhile')).toBeVisible({ timeout: 5_000 })
  },
)

test(
  'a page that follows what changes asks for nothing by itself (RT-1)',
  { tag: '@alone' },
  async ({
    page,
    // Nobody else is at work there.
    ownOrganization: { slug },
  }) => {
    await page.goto(`/o/${slug}/jobs`)
    await settled(page)
    await page.waitForTimeout(FOLLOWS_MS)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/trpc/')) asked.push(request.url())
    })
    await page.waitForTimeout(12_000)
    expect(asked).toEqual([])
  },
)

test(
  'two people who open one task see each other there, until one closes it (RT-1)',
  { tag: '@alone' },
  async ({ page, openAs, ownOrganization: { slug, hub } }) => {
    const { name } = await hub.query<{ name: string }>('organizations.get')
    await hub.mutate('organizations.invitations.create', { email: owner.email, role: 'member' })
    const link = new URL(await linkFor(owner.email, new RegExp(`invites you to ${name}`)))
    const guest = await resume(owner)
    await guest.mutate('organizations.invitations.accept', { token: link.searchParams.get('token') })
    const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Oil the hinges' })
    const theirs = await openAs(owner)
    for (const browser of [page, theirs]) await browser.goto(`/o/${slug}/tasks?task=${id}`)
    await expect(page.getByText(`${owner.name} is looking at this too.`)).toBeVisible()
    await expect(theirs.getByText(`${partner.name} is looking at this too.`)).toBeVisible()
    await settled(page)
    await expectAccessible(page, 'a task that two people look at')
    await theirs.keyboard.press('Escape')
    await expect(page.getByText(`${owner.name} is looking at this too.`)).toHaveCount(0, SOON)
    await guest.dispose()
  },
)

test(
  'what an administrator says to an organization is across its open pages, and can be hidden (RT-1)',
  { tag: '@alone' },
  async ({ page, ownOrganization: { slug, hub } }) => {
    await page.goto(`/o/${slug}`)
    await settled(page)
    await page.waitForTimeout(FOLLOWS_MS)
    const { id: orgId } = await hub.query<{ id: string }>('organizations.get')
    const administrator = await resume(admin)
    const endsAt = new Date(Date.now() + 60_000).toISOString()
    await administrator.mutate('admin.broadcasts.send', { words: 'The hub is away at noon.', orgId, endsAt })
    const bar = page.getByRole('region', { name: 'From the administrators of the hub' })
    await expect(bar).toContainText('The hub is away at noon.', SOON)
    await settled(page)
    await expectAccessible(page, 'a page with a message to everybody')
    await bar.getByRole('button', { name: 'Hide' }).click()
    await expect(bar).toHaveCount(0)
    await administrator.dispose()
  },
)
