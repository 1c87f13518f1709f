import { request } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { linkFor } from '../support/mailbox.ts'
import { partner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.setTimeout(120_000)
test.use({ storageState: { cookies: [], origins: [] }, founder: partner })

interface Run {
  status: string
  steps: { status: string }[]
}

test('a mail about a decision leads to its question, and nothing but a press of a person decides, once (NTF-12)', async ({
  page,
  openAs,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Winter letter',
    draft: {
      steps: [{ id: 'ok', type: 'approval', title: 'Wait for an OK', question: 'Send the winter letter?' }],
    },
  })
  await hub.mutate('workflows.publish', { id })
  const run = await hub.mutate<{ id: string }>('workflows.runs.start', { id })
  const status = async () => (await hub.query<Run>('workflows.runs.get', { id: run.id })).status
  await expect.poll(status, { timeout: 20_000 }).toBe('waiting')
  const link = await linkFor(partner.email, /Run 1 of Winter letter asks for your decision/)
  const { pathname, search } = new URL(link)
  const place = pathname + search
  expect(place).toBe(`/o/${slug}/workflows/${id}/runs/${run.id}?ask=true`)

  await test.step('a program that opens the link decides nothing', async () => {
    const scanner = await request.newContext({ extraHTTPHeaders: {} })
    for (const method of ['GET', 'HEAD', 'POST']) await scanner.fetch(link, { method })
    await scanner.dispose()
    expect(await status()).toBe('waiting')
  })

  await test.step('whoever is not signed in signs in first and comes back to the question', async () => {
    await page.goto(place)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await page.getByLabel('Email').fill(partner.email)
    await page.getByLabel('Password', { exact: true }).fill(partner.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(place)
    await expect(page.getByRole('region', { name: 'What is asked' })).toBeFocused()
    await expect(page.getByRole('region', { name: 'What is asked' })).toContainText('Send the winter letter?')
    expect(await status()).toBe('waiting')
  })

  for (const [width, colorScheme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const)
    await test.step(`it fits ${width} px in ${colorScheme} colors`, async () => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await expectNoSidewaysScroll(page, 'a question')
      await expectAccessible(page, 'a question')
      await page.screenshot({ path: test.info().outputPath(`asked-${width}.png`) })
    })

  await test.step('two presses decide once', async () => {
    await page.getByRole('button', { name: 'Approve' }).dblclick()
    await expect(page.getByRole('heading', { name: /^Run 1 Done/ })).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText('Nothing is asked of you here any more')).toBeVisible()
    const { items } = await hub.query<{ items: { topic: string }[] }>('events.list', { limit: 100 })
    expect(items.filter(({ topic }) => topic === 'workflow.decided')).toHaveLength(1)
  })

  await test.step('the link says later that nothing is asked any more, and the inbox is empty', async () => {
    const later = await openAs(partner)
    await later.goto(place)
    await expect(later.getByText('Nothing is asked of you here any more')).toBeVisible()
    await expect.poll(() => hub.query('notifications.unreadCount')).toMatchObject({ todo: 0 })
  })
})
