import type { Page } from '@playwright/test'
import { register } from '../support/hub-client.ts'
import { person } from '../support/people.ts'
import type { Person } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

/** Nobody else signs in as him: his account asks for a second factor from here on. */
const keyed = person('Nils Varga', 'Varga Locks', 'varga-locks')

declare global {
  /** Exposed to the page by the test. */
  function mayFillIn(): Promise<boolean>
}

/** A device with finger or face, as Chromium plays it; it answers whenever a page asks. */
async function addAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const passkeysOf = (page: Page) => page.getByRole('region', { name: 'Passkeys' })
const openSignIn = (page: Page, { slug }: Person) =>
  page.goto(`/sign-in?next=${encodeURIComponent(`/o/${slug}/settings?tab=sign-in`)}`)

async function byPassword(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'You', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await passkeysOf(page).getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')).toHaveCount(10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(passkeysOf(page).getByText('not used yet')).toBeVisible()
}

/** One account and few sign-ins: ten a minute are all that this address may do. */
test('a passkey is added, opens the account by itself and as second factor, gets a name and goes', async ({
  page,
}) => {
  await register(keyed)
  await addAuthenticator(page)
  // The device would answer what the page offers where fields are filled in before any button is pressed.
  let isOffered = false
  await page.exposeFunction('mayFillIn', () => isOffered)
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => mayFillIn()
  })
  const card = passkeysOf(page)

  await openSignIn(page, keyed)
  await byPassword(page, keyed)
  await addPasskey(page, 'Workshop laptop')

  await signOut(page)
  await openSignIn(page, keyed)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(card.getByText('Workshop laptop')).toBeVisible()
  await expect(card.getByText('not used yet')).toBeHidden()

  await signOut(page)
  await openSignIn(page, keyed)
  await byPassword(page, keyed)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(card.getByText('Workshop laptop')).toBeVisible()

  await signOut(page)
  isOffered = true
  await openSignIn(page, keyed)
  await expect(card.getByText('Workshop laptop')).toBeVisible()

  await card.getByRole('button', { name: 'Rename Workshop laptop' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Old laptop')
  await page.getByRole('button', { name: 'Save' }).click()
  await card.getByRole('button', { name: 'Remove Old laptop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(card.getByText('Old laptop')).toBeHidden()
})
