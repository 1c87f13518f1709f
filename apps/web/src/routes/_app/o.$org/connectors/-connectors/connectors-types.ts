import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

type Connectors = inferRouterOutputs<AppRouter>['connectors']

export type Provider = Connectors['providers']['items'][number]
export type ProviderName = Provider['name']
export type ListedConnection = Connectors['connections']['list']['items'][number]
export type WholeConnection = Connectors['connections']['get']
export type Stream = WholeConnection['streams'][number]

export interface ConnectProps {
  /** Of a connection that has to be made anew: what it is called at the service. */
  account?: string | undefined
  /** What was chosen for it before. */
  withPersonal?: boolean | undefined
  onConnected: (id: string) => void
  onClose: () => void
}
