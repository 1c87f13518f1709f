import type { ConnectProps, ProviderName } from './connectors-types.ts'
import { ShopDialog } from './shop-dialog.tsx'
import { StripeDialog } from './stripe-dialog.tsx'

/** The way in of each service, the first time and again. */
export const ConnectDialog = ({ provider, ...props }: ConnectProps & { provider: ProviderName }) =>
  provider === 'shopify' ? <ShopDialog {...props} /> : <StripeDialog {...props} />
