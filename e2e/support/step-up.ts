import type { Page } from '@playwright/test'
import type { Person } from './people.ts'

/** Answers "Is it you?" whenever it comes: weighty acts ask for a sign-in of the last ten minutes, and a run may be slower. */
export const confirmWhenAsked = (page: Page, { password }: Person): Promise<void> =>
  page.addLocatorHandler(page.getByRole('dialog', { name: 'Is it you?' }), async (dialog) => {
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: 'Confirm' }).click()
  })
