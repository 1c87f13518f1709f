import { expect } from '@playwright/test'
import { keeper } from './people.ts'
import type { PageUnderTest } from './pages.ts'

/** The pages of travel that need no trip. */
export const pagesOfTravel: readonly PageUnderTest[] = [
  {
    name: 'travel',
    isState: true,
    open: (page) => page.goto(`/o/${keeper.slug}/travel`),
    ready: (page) => expect(page.getByRole('heading', { name: 'Travel' }).first()).toBeVisible(),
  },
]
