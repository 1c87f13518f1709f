import type { ConnectionState, ProviderName } from './connections/schema.ts'

export const providerTitles: Readonly<Record<ProviderName, string>> = {
  shopify: 'Shopify',
  stripe: 'Stripe',
  hubspot: 'HubSpot',
}

/** How a connection is, after its name. */
export const stateWords: Readonly<Record<ConnectionState, string>> = {
  ok: 'is well',
  attention: 'could not be read at the last try',
  broken: 'has to be connected again',
  paused: 'is paused',
}
