import type { ConnectProps, ProviderName } from './connectors-types.ts'
import { HubspotDialog } from './hubspot-dialog.tsx'
import { ShopDialog } from './shop-dialog.tsx'
import { StripeDialog } from './stripe-dialog.tsx'

const dialogs = { shopify: ShopDialog, stripe: StripeDialog, hubspot: HubspotDialog } as const

/** The way in of each service, the first time and again. */
export function ConnectDialog({ provider, ...props }: ConnectProps & { provider: ProviderName }) {
  const Dialog = dialogs[provider]
  return <Dialog {...props} />
}
