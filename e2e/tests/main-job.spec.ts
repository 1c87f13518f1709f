import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { linkFor } from '../support/mailbox.ts'
import { owner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

const words = 'Create a task: call Altamira tomorrow at 9, high priority'

test('somebody new signs up, asks the assistant for a task, approves it and sees what it cost', async ({
  page,
}) => {
  const newcomer = {
    name: 'Nora Quinlan',
    email: 'nora@quay-street.example',
    password: 'Copper-kettle-58-lanterns',
  }
  const slug = 'quay-street-flowers'

  await test.step('signs up', async () => {
    await page.goto('/sign-up')
    await page.getByLabel('Your name').fill(newcomer.name)
    await page.getByLabel('Email').fill(newcomer.email)
    await page.getByLabel('Organization').fill('Quay Street Flowers')
    await page.getByLabel('Password', { exact: true }).fill(newcomer.password)
    await page.getByLabel('I accept the terms of this hub').check()
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('heading', { name: 'Check your mailbox' })).toBeVisible()
  })

  await test.step('confirms the address by the link in the mail', async () => {
    await page.goto(await linkFor(newcomer.email, /confirm/i))
    await page.getByRole('button', { name: 'Confirm my address' }).click()
    await expect(page.getByText('Your address is confirmed.')).toBeVisible()
  })

  await test.step('signs in', async () => {
    await expect(page.getByLabel('Email')).toHaveValue(newcomer.email)
    await page.getByLabel('Password', { exact: true }).fill(newcomer.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(`/o/${slug}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nora')
  })

  await test.step('has the sign-up gift', async () => {
    await openPlace(page, 'Credits')
    await expect(page.getByRole('main').getByText('Sign-up gift')).toBeVisible()
    await expectBalance(page, '100.00')
  })

  await test.step('asks the assistant', async () => {
    await openPlace(page, 'Assistant')
    await ask(page, words)
    const card = requestCard(page)
    await expect(card).toContainText('Call Altamira', { ignoreCase: true })
    await expect(card).toContainText(/high/i)
    await expect(card).toContainText('09:00')
    await expect(card).toContainText('0.05')
  })

  await test.step('says yes', async () => {
    await requestCard(page).getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByText(/said yes/)).toBeVisible()
    await expect(requestCard(page)).toHaveCount(0)
  })

  await test.step('finds the task on the board', async () => {
    await openPlace(page, 'Tasks')
    const column = page.getByRole('region', { name: 'To do' })
    await expect(column.getByRole('button', { name: /call altamira/i })).toBeVisible()
  })

  await test.step('has paid exactly 0.05 credits', async () => {
    await openPlace(page, 'Credits')
    await expectBalance(page, '99.95')
    const row = page
      .getByRole('grid', { name: 'Credit history' })
      .getByRole('row', { name: /Created call altamira/i })
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('−0.05')
    await expect(row).toContainText('Assistant')
    await expect(row).toContainText('99.95')
  })

  await test.step('sees it in charts that everybody can read', async () => {
    await settled(page)
    await expectAccessible(page, 'the credits page with something spent')
    await openPlace(page, 'Dashboard')
    await expect(page.getByRole('main')).toContainText('0.05')
    await settled(page)
    await expectAccessible(page, 'the dashboard with something spent')
  })
})

test.describe('a request to approve', () => {
  test.use({ storageState: owner.session })

  test('leaves no task when it is declined', async ({ page }) => {
    await page.goto(`/o/${owner.slug}/assistant`)
    await ask(page, 'Create a task: never to be written')
    await requestCard(page).getByRole('button', { name: 'Don’t create' }).click()
    await expect(page.getByText(/said no/)).toBeVisible()
    await openPlace(page, 'Tasks')
    await expect(page.getByRole('button', { name: 'New task', exact: false }).first()).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText(/never to be written/i)
  })

  test('waits through a reload', async ({ page, hub }) => {
    await page.goto(`/o/${owner.slug}/assistant`)
    await ask(page, 'Create a task: water the window boxes')
    await expect(requestCard(page)).toBeVisible()
    await page.reload()
    await expect(requestCard(page)).toContainText(/water the window boxes/i)
    await expect(
      page.getByText('Create a task: water the window boxes', { exact: true }).first(),
    ).toBeVisible()
    await requestCard(page).focus()
    await page.keyboard.press('y')
    await expect(page.getByText(/said yes/)).toBeVisible()
    const { items } = await hub.query<{ items: { title: string }[] }>('modules.ops.tasks.list', {
      search: 'window boxes',
    })
    expect(items).toHaveLength(1)
  })
})

const requestCard = (page: Page) => page.getByRole('group', { name: 'Create a task?' })

async function openPlace(page: Page, name: string): Promise<void> {
  await (await sidebarLink(page, name)).click()
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/assistant\/[0-9a-f-]{36}$/)
}

async function expectBalance(page: Page, credits: string): Promise<void> {
  const available = page.getByRole('main').getByRole('heading', { name: 'Available' }).locator('..')
  await expect(available).toContainText(credits)
}
