import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'
import { changeWebsite, giveCredits, provedWebsite, scanWebsite } from '../support/websites.ts'

test.use({ founder: bookkeeper, storageState: bookkeeper.session })

const HOST = 'tideandfennel.example'
const FINDING = 'The first visit can be read on open Wi-Fi'
const sound = [
  ['server', 'nginx'],
  ['x-frame-options', 'SAMEORIGIN'],
] as const

const panel = (page: Page) => page.getByRole('region', { name: 'Finding', exact: true })

// One website stands in for that of every test here: what one test changes, the next must not meet.
test.describe.configure({ mode: 'default' })

test.beforeEach(() => changeWebsite({ host: HOST, changes: { headers: sound } }))

test('a website is added, scanned, mended and checked by keys alone (SEC-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  test.slow()
  await giveCredits(hub, 10)
  await page.goto(`/o/${slug}/security`)
  await expect(page.getByText('No websites yet')).toBeVisible()

  await test.step('a wrong name is said at its field', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Add a website' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Website' })).toBeFocused()
    await page.keyboard.type('127.0.0.1')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Write a name and not the number of a machine.')).toBeVisible()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(`https://${HOST}/`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: HOST, level: 1 })).toBeVisible()
  })

  await test.step('it is proved by its DNS', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Prove that it is yours' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(`_hub-verify.${HOST}`)).toBeVisible()
    await tabTo(page, dialog.getByRole('button', { name: 'Check now' }))
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(/The proof was not found/)).toBeVisible()
    const { items } = await hub.query<{ items: { id: string }[] }>('modules.security.sites.list')
    const { howToProve } = await hub.query<{ howToProve: { dns: { name: string; value: string } } }>(
      'modules.security.sites.get',
      { id: items[0]?.id },
    )
    const { name, value } = howToProve.dns
    await changeWebsite({ host: HOST, txt: { name, values: [value] } })
    await page.keyboard.press('Enter')
    await expect(toast(page, `${HOST} is proved to be yours.`)).toBeVisible()
  })

  await test.step('it is scanned while one looks', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Scan', exact: true }))
    await page.keyboard.press('Enter')
    await expect(toast(page, `${HOST} was scanned.`)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(/checks ran/)).toBeVisible()
  })

  await test.step('a finding says what mends it, and what that is worth', async () => {
    await tabTo(page, page.getByRole('link', { name: new RegExp(FINDING) }))
    await page.keyboard.press('Enter')
    await expect(panel(page).getByRole('heading', { name: FINDING })).toBeVisible()
    await expect(panel(page).getByText(/add_header Strict-Transport-Security/)).toBeVisible()
    await expect(panel(page).getByText('Score after this fix')).toBeVisible()
  })

  await test.step('it becomes a task', async () => {
    await tabTo(page, panel(page).getByRole('button', { name: 'Make a task' }))
    await page.keyboard.press('Enter')
    await expect(panel(page).getByRole('link', { name: 'Open the task' })).toBeVisible()
  })

  await test.step('once it is mended, checking closes it', async () => {
    const headers = [...sound, ['strict-transport-security', 'max-age=31536000; includeSubDomains'] as const]
    await changeWebsite({ host: HOST, changes: { headers } })
    await tabTo(page, panel(page).getByRole('button', { name: 'Check this fix' }))
    await page.keyboard.press('Enter')
    await expect(panel(page).getByText(/found mended today/)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('link', { name: new RegExp(FINDING) })).toHaveCount(0)
  })
})

test('the page of a website is for everybody, by day and night, wide and on a phone', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await giveCredits(hub, 10)
  const id = await provedWebsite(hub, HOST)
  await scanWebsite(hub, id)
  await page.goto(`/o/${slug}/security/${id}`)
  await page.getByRole('link', { name: new RegExp(FINDING) }).click()
  await expect(panel(page).getByText('Score after this fix')).toBeVisible()
  await expectFits(page, 'a finding')
  await page.goto(`/o/${slug}/security/${id}`)
  await expect(page.getByText(/checks ran/)).toBeVisible()
  await expectFits(page, 'a website')
})

test('what a website says is shown as text and nothing else', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await giveCredits(hub, 10)
  const nasty = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  const headers = [...sound, ['referrer-policy', nasty], ['content-security-policy', nasty]] as const
  await changeWebsite({ host: HOST, changes: { headers } })
  const id = await provedWebsite(hub, HOST)
  await scanWebsite(hub, id)
  let isAsked = false
  page.on('dialog', () => (isAsked = true))
  await page.goto(`/o/${slug}/security/${id}`)
  await page.getByRole('link', { name: /referrer-policy/ }).click()
  await expect(panel(page).getByText(nasty).first()).toBeVisible()
  expect(isAsked).toBe(false)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
})
