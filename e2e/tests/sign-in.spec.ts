import { readFile } from 'node:fs/promises'
import type { BrowserContext } from '@playwright/test'
import { register, resume } from '../support/hub-client.ts'
import { linkFor } from '../support/mailbox.ts'
import { owner, partner, person } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

/** Nobody else signs in as these two: their sessions and passwords end here. */
const visitor = person('Ines Marlow', 'Marlow Bindery', 'marlow-bindery')
const forgetful = person('Tomas Reed', 'Reed Repairs', 'reed-repairs')

test('a wrong password is refused, the right one leads to the page that was wanted, and signing out ends it', async ({
  page,
  problems,
}) => {
  problems.expect(/401 \(Unauthorized\).*\/auth\/login/)
  await register(visitor)
  const wanted = `/o/${visitor.slug}/tasks?priority=high`

  await test.step('the sign-in page comes first', async () => {
    await page.goto(wanted)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
  })

  await test.step('a wrong password says so and keeps the address', async () => {
    await page.getByLabel('Email').fill(visitor.email)
    await page.getByLabel('Password', { exact: true }).fill('not-the-password-at-all')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('is not right')
    await expect(page.getByLabel('Email')).toHaveValue(visitor.email)
  })

  await test.step('the right one leads to the wanted page', async () => {
    await page.getByLabel('Password', { exact: true }).fill(visitor.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(wanted)
    await expect(page.getByRole('heading', { name: 'Tasks', exact: true })).toBeVisible()
  })

  await test.step('after signing out nothing is shown any more', async () => {
    await page.getByRole('button', { name: 'You', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
    await page.goto(wanted)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
  })
})

test('a forgotten password is replaced by the link in the mail, once', async ({ page }) => {
  await register(forgetful)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot it?' }).click()
  // The page before has a field of that name too.
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  await page.getByLabel('Email').fill(forgetful.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your mailbox' })).toBeVisible()

  const link = await linkFor(forgetful.email, /new password/i)
  const fresh = 'Walnut-ladder-93-orchard'
  await page.goto(link)
  await page.getByLabel('New password').fill(fresh)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()

  await page.getByLabel('Email').fill(forgetful.email)
  await page.getByLabel('Password', { exact: true }).fill(fresh)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(`/o/${forgetful.slug}`)

  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
})

test.describe('the theme', () => {
  test.use({ storageState: owner.session })

  test('is there before the first paint, and stays chosen', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`/o/${owner.slug}/tasks`)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

    // What the document is when the browser first has a body to paint.
    await page.addInitScript(() => {
      const watcher = new MutationObserver(() => {
        if (!document.body) return
        watcher.disconnect()
        sessionStorage.setItem('theme-at-first-body', document.documentElement.dataset['theme'] ?? 'none')
      })
      watcher.observe(document, { childList: true, subtree: true })
    })
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Tasks', exact: true })).toBeVisible()
    expect(await page.evaluate(() => sessionStorage.getItem('theme-at-first-body'))).toBe('dark')
    await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible()
  })
})

test.describe('a tab that stood open while somebody else signed in', () => {
  test.use({ storageState: owner.session })

  test('does nothing in their name, and becomes theirs (AUTH-5)', async ({ page, context, problems }) => {
    problems.expect(/401 \(Unauthorized\).*\/trpc\//)
    await page.goto(`/o/${owner.slug}/tasks`)
    await page.getByRole('button', { name: 'New task' }).first().click()
    const title = `Left open by ${owner.name}`
    await page.getByLabel('What has to be done').fill(title)
    const { cookies } = JSON.parse(await readFile(partner.session, 'utf8')) as {
      cookies: Parameters<BrowserContext['addCookies']>[0]
    }
    await context.addCookies(cookies)
    await page.getByRole('button', { name: 'Create task' }).click()
    await expect(page).toHaveURL(`/o/${partner.slug}`)
    for (const one of [owner, partner]) {
      const hub = await resume(one)
      const found = await hub
        .in(one.slug)
        .query<{ items: unknown[] }>('modules.ops.tasks.list', { search: title })
      expect(found.items).toEqual([])
      await hub.dispose()
    }
  })
})
