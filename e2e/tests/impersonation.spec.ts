import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { register, signIn } from '../support/hub-client.ts'
import { admin, person } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

/** Nobody else works as her: an administrator does so here. */
const helped = person('Runa Solberg', 'Solberg Sails', 'solberg-sails')

test('an administrator acts for somebody, seen by all, and goes back to themselves', async ({
  page,
  problems,
}) => {
  await register(helped)
  // A sign-in of this moment: to act for somebody needs one of the last ten minutes.
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(`/o/${admin.slug}`)

  await page.goto('/admin/users?q=runa')
  await page.getByRole('link', { name: helped.name }).click()
  await expect(page.getByRole('heading', { name: helped.name })).toBeVisible()
  await page.getByRole('button', { name: 'Act for them' }).click()
  const dialog = page.getByRole('dialog', { name: `Act for ${helped.name}?` })
  await dialog.getByRole('button', { name: 'Begin' }).click()
  await expect(dialog.getByText('Say why, in a few words.')).toBeVisible()
  await dialog.getByLabel('Reason').fill('A task does not open')
  await dialog.getByRole('button', { name: 'Begin' }).click()

  await expect(page).toHaveURL(`/o/${helped.slug}`)
  const banner = page.getByRole('region', { name: 'Acting for somebody' })
  await expect(banner).toContainText(`You act for ${helped.name}, 30 minutes left`)
  await expectAccessible(page, 'a page while acting for somebody')
  await page.goto(`/o/${helped.slug}/tasks`)
  await expect(banner).toBeVisible()
  await page.getByRole('button', { name: 'New task' }).first().click()
  await page.getByLabel('What has to be done').fill('Order spinnaker cloth')
  await page.getByRole('button', { name: 'Create task' }).click()
  await expect(page.getByText('Order spinnaker cloth').first()).toBeVisible()
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoSidewaysScroll(page, 'a page while acting for somebody, on a phone')
  await page.setViewportSize({ width: 1440, height: 900 })

  // Their account stays theirs, and administration is not at hand.
  problems.expect(/403 \(.*\).*auth\./)
  await page.goto('/admin/users')
  await expect(page.getByRole('heading', { name: 'Nothing at this address' })).toBeVisible()

  const theirs = await signIn(helped)
  const { items } = await theirs.query<{ items: { isByAdministrator: boolean }[] }>('auth.sessions.list')
  expect(items.filter(({ isByAdministrator }) => isByAdministrator)).toHaveLength(1)
  const log = await theirs.query<{ items: { action: string; actorKind: string; actingForName: string }[] }>(
    'audit.list',
    { action: 'ops.task' },
  )
  expect(log.items[0]).toMatchObject({ actorKind: 'administrator', actingForName: helped.name })
  await theirs.dispose()

  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page).toHaveURL(/\/admin\/users\/[\da-f-]{36}$/)
  await expect(page.getByRole('heading', { name: helped.name })).toBeVisible()
  await expect(banner).toHaveCount(0)
})
