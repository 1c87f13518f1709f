import type { Page } from '@playwright/test'
import { linkFor } from '../support/mailbox.ts'
import { owner } from '../support/people.ts'
import { expect, signedInAnew, test } from '../support/test.ts'

test.use({ storageState: signedInAnew(owner) })

const guest = { name: 'Bram Visser', email: 'bram@north-quay.example', password: 'Copper-kettle-58-lanterns' }

test('somebody invited joins by the mail as a viewer, becomes a member, and is taken out', async ({
  page,
  openAs,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('modules.ops.tasks.create', { title: 'Trim the hedge' })

  await test.step('the owner invites', async () => {
    await page.goto(`/o/${slug}/team`)
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Email').fill(guest.email)
    await dialog.getByRole('radio', { name: /^Viewer/ }).check()
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    await expect(page.getByRole('list', { name: 'Open invitations' })).toContainText(guest.email)
  })

  const theirs = await openAs(null)
  await test.step('the guest makes an account from the mail', async () => {
    await theirs.goto(await linkFor(guest.email, /invites you/))
    await theirs.getByLabel('Your name').fill(guest.name)
    await expect(theirs.getByLabel('Email')).toHaveValue(guest.email)
    await theirs.getByLabel('Password', { exact: true }).fill(guest.password)
    await theirs.getByLabel('I accept the terms of this hub').check()
    await theirs.getByRole('button', { name: 'Create account' }).click()
    await expect(theirs.getByText('Your address is confirmed.')).toBeVisible()
    await linkFor(guest.email, /welcome/i)
  })

  await test.step('and signs in', async () => {
    await theirs.getByLabel('Password', { exact: true }).fill(guest.password)
    await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(theirs).toHaveURL(`/o/${slug}`)
  })

  await test.step('the guest sees the task and no way to change anything', async () => {
    await theirs.goto(`/o/${slug}/tasks?new=true`)
    await theirs.getByRole('button', { name: /^Trim the hedge/ }).click()
    const drawer = theirs.getByRole('dialog')
    await expect(drawer).toContainText('Trim the hedge')
    await expect(drawer.getByRole('button', { name: /Complete|Remove/ })).toHaveCount(0)
    await expect(theirs.getByRole('button', { name: /New task|Create/ })).toHaveCount(0)
    await theirs.goto(`/o/${slug}/team`)
    await expect(theirs.getByRole('grid', { name: 'Members' })).toContainText(owner.name)
    await expect(theirs.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0)
  })

  await test.step('the owner sees the new member', async () => {
    await page.reload()
    const row = page.getByRole('grid', { name: 'Members' }).getByRole('row', { name: new RegExp(guest.name) })
    await expect(row).toContainText('Viewer')
    await expect(page.getByText('No open invitations.')).toBeVisible()
  })

  await test.step('and what each may do in every module at once, on a screen of a laptop', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    const table = page.getByRole('table', { name: 'Access by module' })
    await expect(table.getByRole('combobox', { name: new RegExp(guest.name) })).not.toHaveCount(0)
    const beyond = await table.evaluate(({ parentElement: place }) =>
      place === null ? NaN : place.scrollWidth - place.clientWidth,
    )
    expect(beyond).toBe(0)
  })

  await test.step('makes them a member, and they can work from then on', async () => {
    await choose(page, guest.name, 'Change role')
    const dialog = page.getByRole('dialog', { name: `Role of ${guest.name}` })
    await dialog.getByRole('radio', { name: /^Member/ }).check()
    await dialog.getByRole('button', { name: 'Change role' }).click()
    await expect(memberRow(page, guest.name)).toContainText('Member')
    await theirs.goto(`/o/${slug}/tasks`)
    await expect(theirs.getByRole('button', { name: 'New task' }).first()).toBeVisible()
  })

  await test.step('and takes them out: they are nowhere any more', async () => {
    await choose(page, guest.name, 'Remove')
    const dialog = page.getByRole('dialog', { name: new RegExp(`^Remove ${guest.name} from`) })
    await dialog.getByRole('textbox').fill(guest.email)
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByText(`${guest.name} is out.`)).toBeVisible()
    await expect(memberRow(page, guest.name)).toHaveCount(0)
    await theirs.goto('/')
    await expect(theirs).toHaveURL('/new-organization')
  })
})

test('the team page tells what each role may do, and asks nothing of whoever is alone', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/team`)
  const table = page.getByRole('table', { name: 'What each role may do' })
  await expect(table.getByRole('row', { name: /^Change roles and remove people/ })).toHaveText(
    /YesYes.*No.*No/,
  )
  await choose(page, owner.name, 'Leave the organization')
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByText(/^This is the only owner/)).toBeVisible()
  await expect(page).toHaveURL(`/o/${slug}/team`)
})

test('switching the organization never shows what belongs to the other one', async ({
  page,
  hub,
  ownOrganization: first,
}) => {
  const { slug, name } = await hub.mutate<{ slug: string; name: string }>('organizations.create', {
    name: `Second shop ${Date.now()}`,
  })
  await first.hub.mutate('modules.ops.tasks.create', { title: 'Belongs to the first' })
  await hub.in(slug).mutate('modules.ops.tasks.create', { title: 'Belongs to the second' })

  // Looks at every frame, not only at what is there in the end, and at whose name stands above it.
  await page.addInitScript(() => {
    const seen = new Set<string>()
    const look = () => {
      const words = document.body?.innerText ?? ''
      const whose = document.querySelector('aside button')?.textContent ?? ''
      const shop = whose.includes('Second shop') ? 'second' : 'first'
      for (const which of ['first', 'second']) {
        if (words.includes(`Belongs to the ${which}`)) seen.add(`${which} in ${shop}`)
      }
      sessionStorage.setItem('seen', [...seen].join('; '))
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(`/o/${first.slug}/tasks`)
  await expect(page.getByRole('button', { name: /^Belongs to the first/ })).toBeVisible()
  await switchTo(page, name)
  await expect(page).toHaveURL(`/o/${slug}`)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tasks' }).click()
  await expect(page.getByRole('button', { name: /^Belongs to the second/ })).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('button', { name: /^Belongs to the first/ })).toBeVisible()
  expect(await page.evaluate(() => sessionStorage.getItem('seen'))).toBe('first in first; second in second')
})

async function switchTo(page: Page, organization: string): Promise<void> {
  await page.getByRole('button', { name: /^Organization/ }).click()
  await page.getByRole('menuitemradio', { name: organization }).click()
}

const memberRow = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Members' }).getByRole('row', { name: new RegExp(name) })

async function choose(page: Page, name: string, act: string): Promise<void> {
  await page.getByRole('button', { name: `What to do about ${name}` }).click()
  await page.getByRole('menuitem', { name: act }).click()
}
