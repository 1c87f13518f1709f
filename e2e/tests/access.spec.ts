import { expectNoSidewaysScroll } from '../support/axe.ts'
import { linkFor } from '../support/mailbox.ts'
import { owner } from '../support/people.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { expect, signedInAnew, test } from '../support/test.ts'

test.use({ storageState: signedInAnew(owner) })

const guest = { name: 'Cleo Marsh', email: 'cleo@north-quay.example', password: 'Copper-kettle-58-lanterns' }

test('somebody invited without a module never sees it, is let in, and is kept out again', async ({
  page,
  openAs,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('modules.ops.tasks.create', { title: 'Trim the hedge' })
  await hub.mutate('organizations.invitations.create', {
    email: guest.email,
    role: 'member',
    levels: { ops: 'none' },
  })

  const theirs = await openAs(null)
  await test.step('the guest joins, and finds neither the page nor a word of it', async () => {
    await theirs.goto(await linkFor(guest.email, /invites you/))
    await theirs.getByLabel('Your name').fill(guest.name)
    await theirs.getByLabel('Password', { exact: true }).fill(guest.password)
    await theirs.getByLabel('I accept the terms of this hub').check()
    await theirs.getByRole('button', { name: 'Create account' }).click()
    await expect(theirs.getByText('Your address is confirmed.')).toBeVisible()
    await theirs.getByLabel('Password', { exact: true }).fill(guest.password)
    await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(theirs).toHaveURL(`/o/${slug}`)
    await expect(await sidebarLink(theirs, 'Credits')).toBeVisible()
    await expect(theirs.getByRole('link', { name: 'Tasks' })).toHaveCount(0)
    await expect(theirs.getByText('Trim the hedge')).toHaveCount(0)
    await theirs.goto(`/o/${slug}/tasks`)
    await expect(theirs.getByText(/^You have no access to Tasks in/)).toContainText(
      `${owner.name} can give it to you`,
    )
  })

  const list = page.getByRole('combobox', { name: `${guest.name}: Ops copilot` })
  await test.step('the owner lets them read', async () => {
    await page.goto(`/o/${slug}/team`)
    await expect(list).toHaveValue('none')
    await list.selectOption('Read')
    await expect(page.getByText(`Changed what ${guest.name} may do. It holds at once.`)).toBeVisible()
    await page.getByText('What a level allows').click()
    await theirs.goto(`/o/${slug}/tasks`)
    await expect(theirs.getByRole('button', { name: /^Trim the hedge/ })).toBeVisible()
    await expect(theirs.getByRole('button', { name: 'New task' })).toHaveCount(0)
  })

  await test.step('a small laptop scrolls neither the page nor a table whose columns fit', async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await expectNoSidewaysScroll(page, 'the team')
    const members = page.locator('div:has(> [role="grid"][aria-label="Members"])')
    const hidden = await members.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    expect(hidden).toBe(0)
  })

  await test.step('asks what they may do, by keyboard', async () => {
    await page.getByRole('button', { name: `Access of ${guest.name}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'What they may do' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: `What ${guest.name} may do`, exact: true })
    await expect(dialog).toContainText('Ops copilot: Read')
    await expect(dialog).toContainText('See tasks.')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  await test.step('and keeps them out again, on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await list.selectOption('None')
    await expect(list).toHaveValue('none')
    await expect(list).toBeEnabled()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    await theirs.reload()
    await expect(theirs.getByText(/^You have no access to Tasks in/)).toBeVisible()
  })

  await test.step('who may see tasks is answered with the owner alone', async () => {
    await page.getByLabel('Right').selectOption('See tasks')
    await expect(page.getByRole('list', { name: 'People who may do it' }).getByRole('listitem')).toHaveText([
      new RegExp(owner.name),
    ])
  })
})
