import { readFileSync } from 'node:fs'
import { admin } from '../support/people.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { bannerFile } from '../support/place.ts'
import { expect, test as setup } from '../support/test.ts'

setup('the printed link makes the first administrator, once', async ({ page, openAs }) => {
  const link = /\S+\/setup\?token=\S+/.exec(readFileSync(bannerFile, 'utf8'))?.[0] ?? ''
  expect(link).not.toBe('')
  await page.goto(link)
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Organization').fill(admin.organization)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await expect(page).toHaveURL(`/o/${admin.slug}`)
  await expect(await sidebarLink(page, 'Administration')).toBeVisible()
  await page.context().storageState({ path: admin.session })

  const stranger = await openAs(null)
  await stranger.goto(link)
  await expect(stranger.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
})
