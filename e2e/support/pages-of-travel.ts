import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { keeper } from './people.ts'
import type { PageUnderTest } from './pages.ts'

const heading = (name: string) => (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** The pages of travel that need no trip. */
export const pagesOfTravel: readonly PageUnderTest[] = [
  {
    name: 'travel',
    open: (page) => page.goto(`/o/${keeper.slug}/travel`),
    ready: heading('Travel'),
  },
  {
    name: 'watched trips',
    isState: true,
    open: (page) => page.goto(`/o/${keeper.slug}/travel/watches`),
    ready: heading('Watched prices'),
  },
  {
    name: 'own cars',
    isState: true,
    open: (page) => page.goto(`/o/${keeper.slug}/travel/cars`),
    ready: heading('Own cars'),
  },
]
