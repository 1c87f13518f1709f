import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { resume } from '../support/hub-client.ts'
import type { HubClient } from '../support/hub-client.ts'
import { tabTo } from '../support/keyboard.ts'
import { linkFor } from '../support/mailbox.ts'
import { owner, partner } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: partner.session, founder: owner })

interface Me {
  user: { id: string }
}

/** The partner joins the owner's organization of this test; answers who they are. */
async function joined(slug: string, hub: HubClient): Promise<{ id: string; theirs: HubClient }> {
  const { name } = await hub.query<{ name: string }>('organizations.get')
  await hub.mutate('organizations.invitations.create', { email: partner.email, role: 'member' })
  const link = new URL(await linkFor(partner.email, new RegExp(`invites you to ${name}`)))
  const theirs = await resume(partner)
  await theirs.mutate('organizations.invitations.accept', { token: link.searchParams.get('token') })
  const { user } = await theirs.query<Me>('auth.me')
  return { id: user.id, theirs: theirs.in(slug) }
}

const row = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Notifications' }).getByRole('button', { name: new RegExp(title) })

test('a task given to somebody is found in their inbox, opened and done, by keys alone', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id, theirs } = await joined(slug, hub)
  // One after the other: what happens to two tasks may be told in either order.
  for (const [at, title] of ['Oil the hinges', 'Wash the awning'].entries()) {
    await hub.mutate('modules.ops.tasks.create', { title, assigneeId: id })
    await expect
      .poll(async () => (await theirs.query<{ unread: number }>('notifications.unreadCount')).unread)
      .toBe(at + 1)
  }
  await page.goto(`/o/${slug}`)
  await expect(
    page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Inbox' }),
  ).toContainText('2')

  await test.step('it is walked through and opened', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await expect(page).toHaveURL(`/o/${slug}/inbox`)
    await expect(row(page, 'Wash the awning')).toBeVisible()
    await page.keyboard.press('j')
    await expect(row(page, 'Wash the awning')).toBeFocused()
    await page.keyboard.press('j')
    await expect(row(page, 'Oil the hinges')).toBeFocused()
    await page.keyboard.press('Enter')
    const opened = page.getByRole('region', { name: 'What is open' })
    await expect(opened).toContainText('assigned Oil the hinges to you')
    await expect(opened).toContainText('You get this because the task is yours')
    await expect(row(page, 'Oil the hinges')).not.toContainText('Unread')
  })

  await test.step('it is done, and taken back', async () => {
    await page.keyboard.press('e')
    await expect(row(page, 'Oil the hinges')).toHaveCount(0)
    await expect(row(page, 'Wash the awning')).toBeFocused()
    await expect(toast(page, 'Done.')).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Undo' }))
    await page.keyboard.press('Enter')
    await expect(row(page, 'Oil the hinges')).toBeVisible()
  })

  await test.step('it is snoozed', async () => {
    await row(page, 'Oil the hinges').focus()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog', { name: 'Snooze until' })
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(row(page, 'Oil the hinges')).toBeFocused()
    await page.keyboard.press('s')
    await tabTo(page, dialog.getByRole('button', { name: /Tomorrow/ }))
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(row(page, 'Oil the hinges')).toHaveCount(0)
    await expect(row(page, 'Wash the awning')).toBeFocused()
    await expect.poll(() => theirs.query('notifications.unreadCount')).toMatchObject({ todo: 1, snoozed: 1 })
  })

  await test.step('Enter once more goes to what it is about', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'What is open' })).toContainText('Wash the awning')
    await page.keyboard.press('u')
    await expect(row(page, 'Wash the awning')).toContainText('Unread')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByLabel('Title')).toHaveValue('Wash the awning')
  })
})

test('somebody is named in a comment, by keys alone, and finds it in their inbox', async ({
  page,
  openAs,
  ownOrganization: { slug, hub },
}) => {
  const { theirs } = await joined(slug, hub)
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Winter labels' })
  const own = await openAs(owner)
  await own.goto(`/o/${slug}/tasks?task=${id}`)
  const box = own.getByRole('textbox', { name: 'Your comment' })
  await box.focus()
  await own.keyboard.type('Is the date right, @Ni')
  const people = own.getByRole('listbox', { name: 'Who is meant' })
  await expect(people.getByRole('option', { name: partner.name })).toBeVisible()
  await expectAccessible(own, 'the people a comment can name')
  await own.keyboard.press('Enter')
  await expect(people).toHaveCount(0)
  await expect(box).toHaveValue(`Is the date right, @${partner.name} `)
  await own.keyboard.type('?')
  await own.keyboard.press('Control+Enter')
  await expect(own.getByRole('dialog')).toContainText(`@${partner.name} ?`)
  await expect
    .poll(async () => (await theirs.query<{ unread: number }>('notifications.unreadCount')).unread)
    .toBe(1)
  await page.goto(`/o/${slug}/inbox`)
  await expect(row(page, 'mentioned you in Winter labels')).toContainText('Is the date right')
})

test('what is opened among the unread stays open while it is read', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await joined(slug, hub)
  await hub.mutate('modules.ops.tasks.create', { title: 'Oil the hinges', assigneeId: id })
  await page.goto(`/o/${slug}/inbox?view=unread`)
  await row(page, 'Oil the hinges').click()
  const opened = page.getByRole('region', { name: 'What is open' })
  await expect(opened).toContainText('assigned Oil the hinges to you')
  // It is told to the page that it was read.
  await expect(row(page, 'Oil the hinges')).toHaveCount(0)
  await expect(opened).toContainText('assigned Oil the hinges to you')
})

test('an inbox fits a desk and a phone', async ({ page, ownOrganization: { slug, hub } }) => {
  const { id, theirs } = await joined(slug, hub)
  const task = await hub.mutate<{ id: string }>('modules.ops.tasks.create', {
    title: 'Order the winter blend labels and have the roast date printed on the back',
    assigneeId: id,
  })
  await hub.mutate('modules.ops.tasks.comments.add', {
    taskId: task.id,
    body: 'Is the roast date on the back fine? The printer waits for an answer until noon.',
  })
  await hub.mutate('organizations.members.changeRole', { userId: id, role: 'admin' })
  await expect
    .poll(async () => (await theirs.query<{ unread: number }>('notifications.unreadCount')).unread)
    .toBe(3)
  await page.goto(`/o/${slug}/inbox`)
  await expect(row(page, 'commented on')).toBeVisible()
  await expectFits(page, 'inbox')
  await page.getByRole('button', { name: 'About' }).click()
  await page.getByRole('menuitemradio', { name: 'Team' }).click()
  await expect(row(page, 'commented on')).toHaveCount(0)
  await expect(row(page, 'changed your role from member to admin')).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter Team' }).click()
  await row(page, 'commented on').click()
  await expect(page.getByRole('region', { name: 'What is open' })).toContainText('until noon')
  await expectFits(page, 'opened')
  await page.goto(`/o/${slug}/settings?tab=notifications`)
  await expect(page.getByRole('table', { name: 'What reaches you' })).toBeVisible()
  await expectFits(page, 'choices')
})

test('comments on one task stand in one row, which is done by one key (NTF-17)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id, theirs } = await joined(slug, hub)
  const task = await hub.mutate<{ id: string }>('modules.ops.tasks.create', {
    title: 'Paint the shutters',
    assigneeId: id,
  })
  for (const body of ['Which blue?', 'The dark one', 'Thank you'])
    await hub.mutate('modules.ops.tasks.comments.add', { taskId: task.id, body })
  await expect
    .poll(async () => (await theirs.query<{ unread: number }>('notifications.unreadCount')).unread)
    .toBe(2)
  await page.goto(`/o/${slug}/inbox`)
  const comments = row(page, 'commented on Paint the shutters')
  await expect(comments).toHaveCount(1)
  await expect(comments).toContainText('3 alike')
  await expect(comments).toContainText('Thank you')
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScroll(page, 'a folded row')
    await expectAccessible(page, 'a folded row')
    await page.screenshot({ path: test.info().outputPath(`folded-${width}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await comments.focus()
  await page.keyboard.press('e')
  await expect(comments).toHaveCount(0)
  await expect.poll(() => theirs.query('notifications.unreadCount')).toMatchObject({ todo: 1 })
  await tabTo(page, page.getByRole('button', { name: 'Undo' }))
  await page.keyboard.press('Enter')
  await expect(comments).toContainText('3 alike')
})
