import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** The link to a place in the sidebar, whose group is opened where it is folded: with many places one is from the start. */
export async function sidebarLink(page: Page, name: string): Promise<Locator> {
  const nav = page.getByRole('navigation', { name: 'Main', exact: true })
  await expect(nav.getByRole('link').first()).toBeVisible()
  for (const folded of await nav.getByRole('button', { expanded: false }).all()) await folded.click()
  return nav.getByRole('link', { name, exact: true })
}
