import { totp } from '../support/authenticator.ts'
import { register } from '../support/hub-client.ts'
import { person } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

/** Nobody else signs in as her: her account asks for a code from here on. */
const careful = person('Liv Arnesen', 'Arnesen Rope', 'arnesen-rope')

test('an authenticator app is set up, asked for at sign-in, and a backup code takes its place', async ({
  page,
}) => {
  await register(careful)
  const signIn = async () => {
    await page.goto(`/sign-in?next=/o/${careful.slug}/settings?tab=sign-in`)
    await page.getByLabel('Email').fill(careful.email)
    await page.getByLabel('Password', { exact: true }).fill(careful.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  const signOut = async () => {
    await page.getByRole('button', { name: 'You', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  }

  await signIn()
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await expect(dialog.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  const secret = ((await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '').replace(
    / /g,
    '',
  )
  await dialog.getByRole('textbox', { name: 'Code' }).fill(totp(secret))
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  const codes = page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const [first = ''] = await codes.allTextContents()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 of 10 left')).toBeVisible()

  await signOut()
  await signIn()
  await page.getByLabel('Code').fill(first)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('9 of 10 left')).toBeVisible()

  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible()
  await signOut()
  await signIn()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})
