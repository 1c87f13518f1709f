import { readFileSync } from 'node:fs'
import { admin } from '../support/people.ts'
import { bannerFile } from '../support/place.ts'
import { expect, test as setup } from '../support/test.ts'

setup('the printed link makes the first administrator, once', async ({ page, problems, openAs }) => {
  const link = /\S+\/setup\?token=\S+/.exec(readFileSync(bannerFile, 'utf8'))?.[0] ?? ''
  expect(link).not.toBe('')
  await page.goto(link)
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await expect(page).toHaveURL(`/o/${admin.slug}`)
  await expect(page.getByRole('link', { name: 'Administration' })).toBeVisible()
  await page.context().storageState({ path: admin.session })

  problems.expect(/40\d \(.*\).*auth\.claimFirstAdmin/)
  const stranger = await openAs(null)
  await stranger.goto(link)
  await stranger.getByLabel('Your name').fill('Second Comer')
  await stranger.getByLabel('Email').fill('second@comer.example')
  await stranger.getByLabel('Password', { exact: true }).fill(admin.password)
  await stranger.getByRole('button', { name: 'Create the administrator' }).click()
  await expect(stranger.getByRole('alert')).toBeVisible()
})
