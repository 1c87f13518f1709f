import { expect } from '@playwright/test'
import { keeper } from './people.ts'
import type { PageUnderTest } from './pages.ts'

/** The pages of the data: by the end of their address, with their heading. */
export const pagesOfData = [
  ['', 'Data'],
  ['/sources', 'Sources'],
  ['/sources?add=true', 'Bring in a file'],
  ['/model', 'Model'],
].map(([end = '', title = '']): PageUnderTest => ({
  name: `data${end.replace(/[/?=]+/g, '-')}`,
  isState: end !== '',
  open: (page) => page.goto(`/o/${keeper.slug}/foundry${end}`),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
