import { expect } from '@playwright/test'
import { keeper } from './people.ts'
import type { PageUnderTest } from './pages.ts'

/** The pages of connectors: by the end of their address, with their heading. */
export const pagesOfConnectors = [
  ['connectors', '', 'Connectors'],
  ['connect-shopify', '?connect=shopify', 'Connect Shopify'],
  ['connect-stripe', '?connect=stripe', 'Connect Stripe'],
].map(([name = '', end = '', title = '']): PageUnderTest => ({
  name,
  isState: name !== 'connectors',
  open: (page) => page.goto(`/o/${keeper.slug}/connectors${end}`),
  ready: (page) => expect(page.getByRole('heading', { name: title }).first()).toBeVisible(),
}))
